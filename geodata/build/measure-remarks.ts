import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import { placeOf, yearsOfRow } from './published.ts';

/** Remarks on what came out: frames with holes by indicator, results without a value and weak evidence by year, too. */
export function remarksOn(table: MeasureTable): Diagnostic[] {
  const holed = (table.overall ?? table.rows).filter((row) => row.flags.includes('incomplete') && row.n > 0);
  // A unit without a value was told of when its table was joined.
  const empty = table.rows.filter((row) => row.reason !== undefined && row.reason !== 'missing_value');
  return [
    ...alike(holed, ({ indicator }) => indicator).map((rows) => {
      // Rows about units of one frame all have its hole.
      const whom = table.within === table.level ? 'all units' : subjectsOf(rows);
      return remark('measure/incomplete', table, rows, `${whom}: ${coverageOf(rows)}`);
    }),
    ...alike(empty, (row) => [row.indicator, yearsOfRow(row), row.reason].join('/')).map((rows) =>
      remark('measure/undefined', table, rows, `${subjectsOf(rows)}: no value (${rows[0]!.reason})`),
    ),
    ...table.rows.flatMap((row) => {
      const doubts = Object.entries(doubtsByFlag).filter(([flag]) => row.flags.includes(flag));
      const told = doubts.map(([, doubt]) => doubt(row)).join('; ');
      return told === ''
        ? []
        : [remark('measure/weak-evidence', table, [row], `${subjectsOf([row])}: ${told}`)];
    }),
  ];
}

/** What makes a result of a regression doubtful, by the flag that says so. */
const doubtsByFlag: Record<string, (row: MeasureRow) => string> = {
  small_sample: ({ n }) => `only ${n} observations`,
  no_interior_turning_point: () => 'no turning point inside the data is supported by its interval',
  not_significant: () => 'the test does not tell it from chance',
};

function alike(rows: readonly MeasureRow[], keyOf: (row: MeasureRow) => string): MeasureRow[][] {
  const groups = new Map<string, MeasureRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}

/** How many units have a value, in the frame with the greatest hole. */
function coverageOf(rows: readonly MeasureRow[]): string {
  const least = rows.reduce((a, b) => (b.n / b.frame < a.n / a.frame ? b : a));
  if (least.n === least.frame) return 'a part of what goes in has no value that counts';
  const differs = rows.some(({ n, frame }) => n !== least.n || frame !== least.frame);
  return `${differs ? 'as few as ' : ''}${least.n} of ${least.frame} units have a value`;
}

function remark(
  code: 'measure/incomplete' | 'measure/undefined' | 'measure/weak-evidence',
  table: MeasureTable,
  rows: readonly MeasureRow[],
  what: string,
): Diagnostic {
  const first = rows[0]!;
  return diagnostic(code, `${table.title.en}, ${`${first.indicator} ${periodOf(rows)}`.trim()}, ${what}.`, {
    at: placeOf(table, first),
    ...(rows.length > 1 ? { count: rows.length } : {}),
  });
}

function periodOf(rows: readonly MeasureRow[]): string {
  const years = [...new Set(rows.map(yearsOfRow))];
  return years.length === 1 ? years[0]! : `${years[0]} to ${years.at(-1)}`;
}

const SHOWN_SUBJECTS = 6;

function subjectsOf(rows: readonly MeasureRow[]): string {
  const subjects = [...new Set(rows.map((row) => row.region ?? row.group ?? 'all units'))];
  const more = subjects.length - SHOWN_SUBJECTS;
  return `${subjects.slice(0, SHOWN_SUBJECTS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
