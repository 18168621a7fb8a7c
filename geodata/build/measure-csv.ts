import type { MeasureTable } from '../model/measure.ts';

const columns = [
  'measure',
  'region',
  'name_zh',
  'name_en',
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

/** A table of results as tidy CSV (RFC 4180): one row a result, empty where there is none. */
export function measureCsv(
  table: MeasureTable,
  nameOf: (code: string) => { zh: string; en: string } | undefined,
): string {
  const lines = [columns.join(',')];
  for (const row of table.rows) {
    const name = row.region === null ? undefined : nameOf(row.region);
    const cells: Record<(typeof columns)[number], string | number | null | undefined> = {
      measure: table.measure,
      region: row.region,
      name_zh: name?.zh,
      name_en: name?.en,
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
    lines.push(columns.map((column) => quote(cells[column])).join(','));
  }
  return lines.join('\r\n') + '\r\n';
}

function quote(cell: string | number | null | undefined): string {
  const text = cell === null || cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
