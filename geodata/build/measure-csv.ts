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
 * follows in columns of its own where it is a number or a word; lists and curves stand in the JSON only.
 */
export function measureCsv(
  table: MeasureTable,
  nameOf: (code: string) => { zh: string; en: string } | undefined,
): string {
  const rows = [...table.rows, ...(table.overall ?? [])];
  const further = [...new Set(rows.flatMap((row) => Object.keys(scalarsOf(row))))];
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
    const details = scalarsOf(row);
    lines.push(
      [...columns.map((column) => quote(cells[column])), ...further.map((name) => quote(details[name]))].join(
        ',',
      ),
    );
  }
  return lines.join('\r\n') + '\r\n';
}

/** The numbers and words among the details of a row, those inside one object named with a dot. */
function scalarsOf({ details }: MeasureRow): Record<string, Cell> {
  const scalars: Record<string, Cell> = {};
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return scalars;
  for (const [name, value] of Object.entries(details as Record<string, unknown>)) {
    if (isCell(value)) scalars[name] = value;
    else if (!Array.isArray(value))
      for (const [part, each] of Object.entries(value as Record<string, unknown>))
        if (isCell(each)) scalars[`${name}.${part}`] = each;
  }
  return scalars;
}

const isCell = (value: unknown): value is Cell =>
  value === null || value === undefined || ['number', 'string', 'boolean'].includes(typeof value);

function quote(cell: Cell): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
