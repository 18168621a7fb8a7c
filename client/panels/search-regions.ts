import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { RegionReference } from '../state/view-state.ts';

/** A region that a search found. */
export interface FoundRegion extends RegionReference {
  row: number;
}

/** Letters and digits only, lower case, without accents: "Xi’an" and "xian" are the same. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '');

/**
 * Regions whose Chinese or English name or code holds the text: names that begin with it first, larger regions before
 * smaller ones. Names in English are pinyin for most places.
 */
export function searchRegions(
  registers: readonly RegionRegister[],
  text: string,
  limit: number,
): FoundRegion[] {
  const wanted = plain(text);
  if (wanted === '') return [];
  const found = registers.flatMap((register, depth) =>
    register.code.flatMap((code, row) => {
      const keys = [register.name.zh[row]!, register.name.en[row]!, code].map(plain);
      const places = keys.map((key) => key.indexOf(wanted)).filter((place) => place !== -1);
      if (places.length === 0) return [];
      return [{ level: register.level, code, row, order: (Math.min(...places) === 0 ? 0 : 100) + depth }];
    }),
  );
  return found
    .sort((one, other) => one.order - other.order)
    .slice(0, limit)
    .map(({ level, code, row }) => ({ level, code, row }));
}
