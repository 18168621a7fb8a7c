import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { embeddedAddresses } from '../geodata/atlases/addresses.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { GazetteerTables, PlaceName } from '../geodata/model/gazetteer.ts';
import type {
  ApplicantRows,
  CountingRule,
  CountingWindow,
  RecordMapping,
} from '../geodata/records/record-mapping.ts';
import { countingRules } from '../geodata/records/record-mapping.ts';
import { readTable } from '../geodata/sources/table.ts';
import type { OptionValues } from './command.ts';
import { integerOption, stringOption } from './command.ts';

// What the options of `jiju edges` mean.

/** Which columns hold what. Throws AtlasError 'usage' where it is not told, or told twice. */
export function mappingOf(values: OptionValues): RecordMapping {
  const id = stringOption(values, 'id');
  if (id === undefined)
    throw new AtlasError('usage', 'Name the column with the number of the record: --id <column>.');
  const kinds = (['address', 'city', 'code'] as const).filter(
    (kind) => stringOption(values, kind) !== undefined,
  );
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1)
    throw new AtlasError(
      'usage',
      'Name one column with the places of applicants: --address, --city or --code.',
    );
  const [date, publication, applicant] = ['date', 'publication', 'applicant'].map((name) =>
    stringOption(values, name),
  );
  return {
    id,
    place: { column: stringOption(values, kind) ?? '', kind },
    applicants: applicantRowsOf(values),
    ...(date === undefined ? {} : { date }),
    ...(publication === undefined ? {} : { publication }),
    ...(applicant === undefined ? {} : { applicant }),
    stripKind: values['strip-kind'] === true,
  };
}

function applicantRowsOf(values: OptionValues): ApplicantRows {
  const separator = stringOption(values, 'separator');
  const field = stringOption(values, 'field');
  const isList = values['list'] === true || field !== undefined;
  if (separator !== undefined && isList)
    throw new AtlasError('usage', 'Give --separator for a text or --list for a list, not both.');
  if (separator !== undefined) return { kind: 'text', separator };
  if (!isList) return { kind: 'row' };
  return field === undefined ? { kind: 'list' } : { kind: 'list', field };
}

/** The rule of counting. Throws AtlasError 'usage' for any other word. */
export function ruleOf(values: OptionValues): CountingRule {
  const text = stringOption(values, 'counting') ?? 'full';
  const rule = countingRules.find((each) => each === text);
  if (rule === undefined)
    throw new AtlasError(
      'usage',
      `--counting: found "${text}", expected one of ${countingRules.join(', ')}.`,
    );
  return rule;
}

/** The years of a network; without a date all records are one. */
export function windowOf(values: OptionValues): CountingWindow {
  const text = stringOption(values, 'window') ?? 'year';
  if (stringOption(values, 'date') === undefined || text === 'all') return { kind: 'all' };
  if (text === 'year') return { kind: 'year' };
  const years = integerOption(values, 'window', { minimum: 1, maximum: 100 });
  return { kind: 'moving', years: years ?? 1 };
}

/** The regions and names that addresses are placed by: those of an embedded atlas and of the user's own table. */
export async function tablesOf(values: OptionValues, cwd: string): Promise<GazetteerTables> {
  const id = stringOption(values, 'atlas') ?? 'china';
  const load = Object.hasOwn(embeddedAddresses, id) ? embeddedAddresses[id] : undefined;
  if (load === undefined)
    throw new AtlasError(
      'usage',
      `--atlas: found "${id}", expected one of ${Object.keys(embeddedAddresses).join(', ')}.`,
    );
  const tables = await load();
  const names = stringOption(values, 'names');
  const own = names === undefined ? [] : await readNames(resolve(cwd, names), names);
  return {
    ...tables,
    extraNames: [...(values['places'] === true ? (tables.extraNames ?? []) : []), ...own],
  };
}

async function readNames(path: string, given: string): Promise<PlaceName[]> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new AtlasError('not-found', 'The table of names cannot be read.', { at: given, cause });
  });
  const { table } = await readTable(bytes, given);
  const [name, code] = ['name', 'code'].map((column) => table.columns.indexOf(column));
  if (name === undefined || code === undefined || name < 0 || code < 0)
    throw new AtlasError(
      'invalid-data',
      `Found the columns ${table.columns.join(', ')}; expected name and code.`,
      { at: given },
    );
  return table.rows.map(({ cells }) => ({ name: cells[name] ?? '', code: (cells[code] ?? '').trim() }));
}
