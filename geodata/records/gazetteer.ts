import type { GazetteerTables, Placement } from '../model/gazetteer.ts';
import { AddressText } from './address-text.ts';
import { collectNames } from './gazetteer-names.ts';
import { SpacedAddressReader } from './spaced-address.ts';
import { UnspacedAddressReader } from './unspaced-address.ts';

/** Puts addresses into regions. */
export interface Gazetteer {
  /** Where the address lies; `year` is that of the record, for names that were valid for a time. */
  resolve(address: string, year?: number | null): Placement;
  /** As `resolve` without a year, and whether a year could change the answer. */
  resolveUndated(address: string): { placement: Placement; dependsOnYear: boolean };
}

/**
 * Makes a gazetteer of the regions, names and words of a country. Addresses in Chinese characters are read by the
 * longest known name, the larger unit deciding what the smaller can be; others part by part from the country up. What
 * could be several regions is `ambiguous`, what lies abroad `foreign`; nothing is guessed.
 *
 * Throws AtlasError 'invalid-data' where a name bears the code of no region.
 */
export function createGazetteer(tables: GazetteerTables): Gazetteer {
  const text = new AddressText(tables.words);
  const names = collectNames(tables, (name) => {
    text.read(name);
    return String.fromCharCode(...text.units.subarray(0, text.length));
  });
  const unspaced = new UnspacedAddressReader(text, names, tables.words);
  const spaced = new SpacedAddressReader(names, tables.words);

  const place = (address: string, year: number | null): { placement: Placement; dependsOnYear: boolean } => {
    text.read(address);
    if (text.isForeign) return { placement: { unresolved: 'foreign' }, dependsOnYear: false };
    if (text.length === 0) return { placement: { unresolved: 'empty' }, dependsOnYear: false };
    const reader = text.hasHan ? unspaced : spaced;
    const placement = text.hasHan ? unspaced.place(year) : spaced.place(address, year);
    return { placement, dependsOnYear: reader.dated };
  };
  return {
    resolve: (address, year = null) => place(address, year).placement,
    resolveUndated: (address) => place(address, null),
  };
}
