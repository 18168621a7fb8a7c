import type { GazetteerTables } from '../../geodata/model/gazetteer.ts';
import { seededRandom } from './seeded-random.ts';

/** Records of joint applications, made up; called "generated" wherever they appear. */
export interface GeneratedRecords {
  /** The first line of the file. */
  header: string;
  /** The lines of record `index`: one, or two where it is published twice. */
  lines(index: number): string;
}

const streets = (
  '人民路 建设路 解放路 中山路 科技路 创新大道 学府路 工业园路 文化路 滨江大道 长江路 黄河路 高新大道 兴业街 和平街 ' +
  '新华路 迎宾大道 南京路 北京路 上海路'
).split(' ');
const abroad = [
  '日本东京都千代田区丸之内2丁目7番3号',
  '日本国大阪府大阪市中央区',
  '名古屋市昭和区御器所町',
  '韩国首尔特别市江南区',
  '韩国京畿道水原市灵通区',
  '美国加利福尼亚州圣何塞市',
  '美国纽约州阿蒙克市',
  '德国慕尼黑',
  'Palo Alto, California, USA',
  'Yokohama, Kanagawa, Japan',
  '神奈川県川崎市中原区',
];
const broken = [
  '',
  '—',
  '不详',
  '见说明书',
  '第一研究所',
  '中山北路12号',
  '朝阳区建国路88号',
  '鼓楼区中央路',
  'N/A',
];

/** How often a record has 1, 2, 3, … applicants; 2.4 on average. */
const sizes = [0.35, 0.65, 0.81, 0.9, 0.95, 0.975, 0.99, 1];

/**
 * Records with the traits of public patent data: a few regions have most, partners are often of the same region, an
 * applicant keeps its address, one in twelve is published twice, one applicant in twenty is abroad and one in fifty has
 * no usable address; addresses are written with and without province, in short, in English, with stray spaces.
 *
 * `applicants` is the number of different applicants to draw from. Columns: id, date, applicants (divided by ;).
 */
export function generateRecords(
  tables: GazetteerTables,
  options: { seed: number; applicants: number },
): GeneratedRecords {
  const addressOf = createAddresses(tables, options.seed);
  return {
    header: 'id,date,applicants\n',
    lines(index) {
      const random = seededRandom(options.seed ^ Math.imul(index + 1, 0x9e3779b1));
      const draw = (): number => Math.floor(options.applicants * random() ** 2);
      const [year, month, day] = [
        2005 + Math.floor(19 * random() ** 0.6),
        between(random, 1, 12),
        between(random, 1, 28),
      ];
      const luck = random();
      const size = sizes.findIndex((share) => luck <= share) + 1;
      const first = draw();
      const applicants = [first];
      while (applicants.length < size)
        // Every other partner is a neighbour in the list, which means the same region, see createAddresses.
        applicants.push(random() < 0.5 ? first - (first % 64) + between(random, 0, 63) : draw());
      const list = applicants.map(addressOf).join(';');
      const id = `CN${year}1${String(index).padStart(8, '0')}`;
      const cell = list.includes(',') ? `"${list}"` : list;
      const date = (later: number): string =>
        `${year + later}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const once = `${id}A,${random() < 0.002 ? '不详' : date(0)},${cell}\n`;
      return random() < 1 / 12 ? `${once}${id}B,${date(2)},${cell}\n` : once;
    },
  };
}

const between = (random: () => number, low: number, high: number): number =>
  low + Math.floor(random() * (high - low + 1));

/** Applicant to address. Blocks of 64 applicants lie in one region, large regions have many blocks. */
function createAddresses(tables: GazetteerTables, seed: number): (applicant: number) => string {
  const regions = tables.regions.filter(({ level }) => level === tables.level);
  const nameOf = new Map(tables.regions.map(({ code, level, name }) => [`${level} ${code}`, name]));
  const counties = new Map<string, string[]>();
  for (const { name, code } of tables.counties) counties.set(code, [...(counties.get(code) ?? []), name]);

  return (applicant) => {
    const ofBlock = seededRandom(seed ^ Math.imul((applicant >>> 6) + 1, 0x85ebca6b));
    // The cube makes shares fall about as city sizes do.
    const region = regions[Math.floor(regions.length * ofBlock() ** 3)];
    const random = seededRandom(seed ^ Math.imul(applicant + 1, 0xc2b2ae35));
    const kind = random();
    const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? '';
    if (kind < 0.05) return pick(abroad);
    if (kind < 0.07 || region === undefined) return pick(broken);
    const city = region.name.zh;
    const province = nameOf.get(`${tables.parentLevel} ${region.parent}`);
    const prefix = province === undefined || province.zh === city ? '' : province.zh;
    const street = `${pick(streets)}${between(random, 1, 999)}号`;
    const county = pick(counties.get(region.code) ?? ['']);
    if (kind < 0.5) return `${prefix}${city}${county}${street}`;
    if (kind < 0.75) return `${city}${county}${street}`;
    if (kind < 0.85) return `${prefix.slice(0, 2)}${city}${street}`;
    if (kind < 0.9) return `${between(random, 100000, 859999)} ${prefix}${city}${street}`;
    if (kind < 0.93) return `${prefix}　${city} ${county}${street}`;
    if (kind < 0.97) return `${city}${pick(['高新区', '经济技术开发区', ''])}${street}`;
    return `${region.name.en} ${between(random, 100000, 859999)}, ${province?.en ?? ''}, Peoples R China`;
  };
}
