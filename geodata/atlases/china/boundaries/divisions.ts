// What GB/T 2260 codes say about the units that bear them: two digits for the province, two for the prefecture.

/** Code of the province a unit lies in. */
export const provinceOf = (code: string): string => `${code.slice(0, 2)}0000`;

const municipalities = new Set(['110000', '120000', '310000', '500000']);
const specialRegions = new Set(['810000', '820000']);
const autonomousRegions = new Set(['150000', '450000', '540000', '640000', '650000']);
const taiwan = '710000';

/** Counties that report to their province directly have 90 in place of a prefecture number. */
const isCountyDirect = (code: string): boolean => code.slice(2, 4) === '90';

/** Prefectures that were dissolved since the boundaries were drawn. */
const mergedPrefectures: Record<string, string> = {
  // 莱芜 became two districts of 济南 on 26 December 2018 (State Council 国函〔2018〕161号).
  '371200': '370100',
};

/**
 * Code of the unit of prefecture rank a drawn area belongs to. Municipalities, special administrative regions and
 * Taiwan are one unit each and keep the code of the province.
 */
export function prefectureOf(code: string): string {
  const province = provinceOf(code);
  if (municipalities.has(province) || specialRegions.has(province) || province === taiwan) return province;
  if (isCountyDirect(code)) return code;
  const prefecture = `${code.slice(0, 4)}00`;
  return mergedPrefectures[prefecture] ?? prefecture;
}

export function provinceKind(code: string): string {
  if (municipalities.has(code)) return 'municipality';
  if (specialRegions.has(code)) return 'sar';
  if (autonomousRegions.has(code)) return 'autonomous-region';
  return code === taiwan ? 'taiwan-province' : 'province';
}

/** Kind of a unit of prefecture rank, from its code and the ending of its Chinese name. */
export function prefectureKind(code: string, name: string): string {
  if (code.endsWith('0000')) return provinceKind(code);
  if (isCountyDirect(code)) return 'county-direct';
  if (name.endsWith('自治州')) return 'autonomous-prefecture';
  if (name.endsWith('地区')) return 'prefecture';
  return name.endsWith('盟') ? 'league' : 'prefecture-city';
}
