import type { TableRecord } from './table-record.ts';

/** freq,unit,geo\TIME_PERIOD: the names of the keys, and of what the other columns are. */
const packedHeading = /^\s*[^,\\\t]+(,[^,\\\t]+)*\\[^,\\\t]+$/;

/** The first line of such a file. */
export const packedLine = /^[^,\\\t\n]+(,[^,\\\t\n]+)*\\[^,\\\t\n]+\t/;

/**
 * The records of a table as Eurostat publishes it in TSV, with a column for each key: their values stand together in the
 * first column, "A,TOTAL,PC_GDP,AT" under "freq,sectperf,unit,geo\TIME_PERIOD". Other tables come back as they are.
 */
export function unpackKeys(records: readonly TableRecord[]): TableRecord[] {
  const [header, ...rows] = records;
  const heading = header?.cells[0] ?? '';
  if (header === undefined || header.cells.length < 2 || !packedHeading.test(heading)) return [...records];
  const keys = keysOf(heading.slice(0, heading.indexOf('\\')));
  return [
    { line: header.line, cells: [...keys, ...header.cells.slice(1)] },
    ...rows.map(({ line, cells }) => {
      const own = keysOf(cells[0] ?? '');
      // A row with other keys than the header names stays as it is, to be told as ragged.
      return own.length === keys.length ? { line, cells: [...own, ...cells.slice(1)] } : { line, cells };
    }),
  ];
}

const keysOf = (text: string): string[] => text.split(',').map((key) => key.trim());
