import { embeddedAddresses } from '../atlases/addresses.ts';
import { AtlasError } from '../model/atlas-error.ts';
import type { AddressBook } from '../join/infer-records.ts';
import { createGazetteer } from '../records/gazetteer.ts';

/** Gazetteers of the embedded atlases that are installed. */
export async function loadAddressBooks(): Promise<AddressBook[]> {
  const books: AddressBook[] = [];
  for (const [atlas, load] of Object.entries(embeddedAddresses)) {
    try {
      const tables = await load();
      const gazetteer = createGazetteer({ ...tables, extraNames: [] });
      books.push({ atlas, level: tables.level, place: (address) => gazetteer.resolve(address) });
    } catch (error) {
      // Who installed jiju without an embedded atlas can do without it here too.
      if (!(error instanceof AtlasError) || error.code !== 'missing-package') throw error;
    }
  }
  return books;
}
