import type { LevelCandidate } from '../join/infer-boundaries.ts';
import { uniqueLevel } from '../join/infer-boundaries.ts';
import { inferEdges } from '../join/infer-edges.ts';
import type { AddressBook, RecordSample } from '../join/infer-records.ts';
import { inferRecords, mayHoldAddresses } from '../join/infer-records.ts';
import { inferTable } from '../join/infer-table.ts';
import { createRegionIndex } from '../join/region-index.ts';
import type { Placement } from '../model/gazetteer.ts';
import type { EdgeRoles, PlaceRoles, RecordRoles, TableRoles } from '../model/roles.ts';
import { loadAddressBooks } from './address-books.ts';
import type { FolderInputs } from './infer-inputs.ts';
import { isPlainCsv, tableAsRecords } from './infer-inputs.ts';
import type { Ground } from './infer-places.ts';
import { guessPlaces } from './infer-places.ts';

/** What the files of a folder appear to be. */
export interface FolderRoles {
  tables: TableRoles[];
  /** Tables that say where their places are. */
  places: PlaceRoles[];
  /** Tables whose coordinates are not needed, and why. */
  spared: { file: string; reason: string }[];
  edges: EdgeRoles[];
  records: RecordRoles[];
  /** Files that nothing is known of, and why where that can be said. */
  unused: { file: string; reason?: string }[];
}

/** What each file appears to be: a list of links, else a file of records or a table of regions. */
export async function inferRoles(
  { tables, records }: FolderInputs,
  candidates: readonly LevelCandidate[],
  grounds: readonly Ground[],
): Promise<FolderRoles> {
  const roles: FolderRoles = { tables: [], places: [], spared: [], edges: [], records: [], unused: [] };
  let books: AddressBook[] | undefined;
  const recordsIn = async (sample: RecordSample): Promise<RecordRoles | null> => {
    if (!mayHoldAddresses(sample)) return null;
    books ??= await loadAddressBooks();
    return inferRecords(sample, books);
  };

  // Tables that say where places are come first: the others may be about these places.
  const known = [...candidates];
  const refused = new Map<string, { reason: string; columns: readonly string[] }>();
  const others = tables.filter((table) => {
    const level = uniqueLevel(
      table.name,
      [...known].map((each) => each.level),
    );
    const guess = guessPlaces(table, level, candidates, grounds);
    if (guess?.kind === 'refused') refused.set(table.name, guess);
    if (guess?.kind === 'boundaries') roles.spared.push({ file: table.name, reason: guess.remark });
    if (guess?.kind !== 'places') return true;
    roles.places.push(guess.roles);
    known.push(guess.candidate);
    if (guess.table !== null) roles.tables.push(guess.table);
    return false;
  });

  for (const table of others) {
    const links = inferEdges(table, known);
    const coordinates = refused.get(table.name);
    const guessed = inferTable(table, known);
    // What is called a longitude names no region, whatever stands there.
    const isByCoordinate = coordinates?.columns.some(
      (each) => each === guessed?.key || each === guessed?.name,
    );
    const found = isByCoordinate === true ? null : guessed;
    if (links !== null && !isAboutOwn(found, links)) {
      roles.edges.push(links);
      continue;
    }
    const sample = tableAsRecords(table);
    const counted = (await recordsIn(sample)) ?? (found === null ? listsOfOwn(sample, known) : null);
    if (found !== null && (counted === null || isListBeside(found, counted))) roles.tables.push(found);
    if (counted !== null && isPlainCsv(table)) roles.records.push(counted);
    else if (counted !== null) roles.unused.push({ file: table.name, reason: notPlain });
    else if (found === null)
      roles.unused.push({
        file: table.name,
        ...(coordinates === undefined ? {} : { reason: coordinates.reason }),
      });
  }
  for (const sample of records) {
    const counted = await recordsIn(sample);
    if (counted === null) roles.unused.push({ file: sample.file });
    else roles.records.push(counted);
  }
  return roles;
}

/** Records whose cells list several regions of the folder itself by name, such as "Jena; Stuttgart". */
function listsOfOwn(sample: RecordSample, candidates: readonly LevelCandidate[]): RecordRoles | null {
  const books = candidates.flatMap((candidate) => (candidate.atlas === null ? [ownNames(candidate)] : []));
  const roles = inferRecords(sample, books);
  const isList = roles?.applicants.separator !== undefined || roles?.applicants.list === true;
  return isList ? roles : null;
}

/** Regions by code or name alone: words of a country, by which addresses could be read, are not known of them. */
function ownNames({ level, regions, parents, aliases }: LevelCandidate): AddressBook {
  const index = createRegionIndex({
    regions,
    ...(parents === undefined ? {} : { parents }),
    ...(aliases === undefined ? {} : { aliases }),
  });
  const place = (text: string): Placement => {
    const match = index.match({ code: text, name: text });
    return match.kind === 'region' ? { code: match.region.code } : { unresolved: 'no-known-name' };
  };
  return { atlas: null, level, place };
}

/** Whether a table of regions of the folder names two countries in each row, such as where most migrants come from. */
const isAboutOwn = (found: TableRoles | null, links: EdgeRoles): boolean =>
  found !== null && found.atlas === null && links.atlas !== null;

/** Whether records are a list of things in regions as well, by a column other than that of the addresses. */
const isListBeside = ({ name, long, values }: TableRoles, { applicants }: RecordRoles): boolean =>
  name !== applicants.column && long === null && values.length === 0;

const notPlain =
  'It appears to hold records with addresses, which are counted from CSV in UTF-8 whose first line is the header; ' +
  'save it so, e.g. with iconv -f GB18030 -t UTF-8.';
