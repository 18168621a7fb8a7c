import type { MeasureRow, MeasureTable } from '../model/measure.ts';

const columns = [
  'measure',
  'region',
  'name_zh',
  'name_en',
  'other',
  'group',
  'indicator',
  'year',
  'to_year',
  'value',
  'published',
  'n',
  'frame',
  'flags',
  'reason',
] as const;

type Cell = string | number | boolean | null | undefined;

/**
 * A table of results as tidy CSV (RFC 4180): one row a result, empty where there is none. What comes with a value
 * follows in columns of its own.
 */
export function measureCsv(
  table: MeasureTable,
  nameOf: (code: string) => { zh: string; en: string } | undefined,
): string {
  const rows = [...table.rows, ...(table.overall ?? [])];
  const further = [...new Set(rows.flatMap((row) => Object.keys(cellsOf(row))))];
  const lines = [[...columns, ...further].map(quote).join(',')];
  for (const row of rows) {
    const name = row.region === null ? undefined : nameOf(row.region);
    const cells: Record<(typeof columns)[number], Cell> = {
      measure: table.measure,
      region: row.region,
      name_zh: name?.zh,
      name_en: name?.en,
      other: row.other,
      group: row.group,
      indicator: row.indicator,
      year: row.year,
      to_year: row.toYear,
      value: row.value,
      published: row.published,
      n: row.n,
      frame: row.frame,
      flags: row.flags.join(' '),
      reason: row.reason,
    };
    const details = cellsOf(row);
    lines.push(
      [...columns.map((column) => quote(cells[column])), ...further.map((name) => quote(details[name]))].join(
        ',',
      ),
    );
  }
  return lines.join('\r\n') + '\r\n';
}

/** The details of a row as cells. Curves, whose points belong together, stand in the JSON only. */
function cellsOf({ details }: MeasureRow): Record<string, Cell> {
  return isRecord(details) ? Object.assign({}, ...Object.entries(details).map(cellsOfDetail)) : {};
}

/**
 * A number or a word as it is; the fields of an object, and of a list of things by name, with dots; a list of words or
 * of regions as one text, "110000 0.5; 310000 0.25".
 */
function cellsOfDetail([name, value]: [string, unknown]): Record<string, Cell> {
  if (isCell(value)) return { [name]: value };
  if (isRecord(value)) return prefixed(name, value);
  if (!Array.isArray(value)) return {};
  if (value.every(isCell)) return { [name]: value.join(' ') };
  if (!value.every(isRecord)) return {};
  if (value.every((each) => 'code' in each))
    return { [name]: value.map((each) => Object.values(each).filter(isCell).join(' ')).join('; ') };
  return Object.assign(
    {},
    ...value.map((each) => {
      const { [labels.find((label) => label in each) ?? '']: label, ...fields } = each;
      return typeof label === 'string' || typeof label === 'number'
        ? prefixed(`${name}.${label}`, fields)
        : {};
    }),
  );
}

/** Fields that say which of several things a record is about. */
const labels = ['name', 'indicator', 'group', 'weighting', 'year'];

const prefixed = (name: string, fields: Record<string, unknown>): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (isCell(value) ? [[`${name}.${field}`, value]] : [])),
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCell = (value: unknown): value is Cell =>
  value === null || value === undefined || ['number', 'string', 'boolean'].includes(typeof value);

function quote(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
