import type { Catalog, LevelEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { DiagnosticCode, DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes, selfLinks } from './links.ts';

// Keys of regions and how tables met them, in the words of OGC API – Joins Part 1 (22-026, draft). What can be
// joined is what was built in: no address of a table is ever taken from a request.

const KEY_FIELD = 'code';

/** `/collections/{id}/keys`: the field that tables are joined by. */
export function keysDocument({ id, title }: CollectionDescription, address: string) {
  const home = `${address}/collections/${id}/keys`;
  const links = selfLinks(home, mediaTypes.json, bilingual(title));
  return { links, keys: [{ id: KEY_FIELD, isDefault: true, language: 'zh', url: `${home}/${KEY_FIELD}` }] };
}

/** `/collections/{id}/keys/code`: every key with the name of its region. */
export function keyValuesDocument(
  { id, title }: CollectionDescription,
  { code, name }: RegionRegister,
  address: string,
) {
  const home = `${address}/collections/${id}/keys/${KEY_FIELD}`;
  return {
    links: [
      ...selfLinks(home, mediaTypes.json, bilingual(title)),
      {
        href: `${address}/collections/${id}`,
        rel: 'collection',
        type: mediaTypes.json,
        title: bilingual(title),
      },
    ],
    numberMatched: code.length,
    keys: code.map((key, index) => ({ key, title: name.zh[index]!, titleEn: name.en[index]! })),
  };
}

/** Rows whose key names no region of the level, and rows that repeat the key of another. */
const additional: readonly DiagnosticCode[] = [
  'join/unmatched-row',
  'join/ambiguous-name',
  'join/out-of-period',
];
const duplicate: readonly DiagnosticCode[] = ['join/duplicate-key'];

/** `/collections/{id}/joins`: for each column of values, how many regions have one; for each table, what was left over. */
export function joinsDocument(
  catalog: Catalog,
  level: LevelEntry,
  { diagnostics }: DiagnosticsReport,
  address: string,
) {
  const count = (file: string, codes: readonly DiagnosticCode[]): number =>
    diagnostics
      .filter(({ code, at }) => at.file === file && codes.includes(code))
      .reduce((sum, each) => sum + (each.count ?? 1), 0);
  const files = new Set(
    diagnostics
      .filter(({ code }) => additional.includes(code) || duplicate.includes(code))
      .map(({ at }) => at.file)
      .filter((file) => file !== undefined),
  );
  return {
    links: [
      ...selfLinks(`${address}/collections/${level.id}/joins`, mediaTypes.json, bilingual(level.name)),
      { href: `${address}/collections/${level.id}/keys`, rel: 'keys', type: mediaTypes.json, title: 'Keys' },
      {
        href: `${address}/diagnostics.json`,
        rel: 'describedby',
        type: mediaTypes.json,
        title: 'Diagnostics',
      },
    ],
    joins: catalog.indicators.flatMap(({ id, name, columns }) =>
      columns
        .filter((column) => column.level === level.id)
        .flatMap(({ years, counts }) =>
          years.map((year, index) => ({
            id: `${id}.${year ?? 'all'}`,
            title: bilingual(name),
            keyFieldId: KEY_FIELD,
            joinInformation: {
              numberOfMatchedCollectionKeys: counts[index]!,
              numberOfUnmatchedCollectionKeys: level.count - counts[index]!,
            },
          })),
        ),
    ),
    tables: [...files].sort().map((file) => ({
      file,
      numberOfAdditionalAttributeKeys: count(file, additional),
      numberOfDuplicateAttributeKeys: count(file, duplicate),
    })),
  };
}
