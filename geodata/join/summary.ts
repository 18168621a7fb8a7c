/** How the rows of one table were joined. */
export interface JoinSummary {
  file: string;
  level: string;
  rows: number;
  /** Rows matched to a region, by what. */
  byCode: number;
  byName: number;
  byAlias: number;
  /** Rows about totals; kept as totals. */
  totals: number;
  unmatched: number;
  ambiguous: number;
  /** Rows whose name or code was not valid in their year. */
  outOfPeriod: number;
  /** Distinct regions that were matched, of how many. */
  regions: number;
  regionsOfLevel: number;
  /** Numbers read, cells that say "not known", and cells that say something else. */
  values: number;
  missing: number;
  notNumbers: number;
}

/** A summary before the first row. */
export const emptySummary = (
  file: string,
  level: string,
  rows: number,
  regionsOfLevel: number,
): JoinSummary => ({
  file,
  level,
  rows,
  byCode: 0,
  byName: 0,
  byAlias: 0,
  totals: 0,
  unmatched: 0,
  ambiguous: 0,
  outOfPeriod: 0,
  regions: 0,
  regionsOfLevel,
  values: 0,
  missing: 0,
  notNumbers: 0,
});

const columns: readonly (readonly [heading: string, cell: (summary: JoinSummary) => string | number])[] = [
  ['table', ({ file }) => file],
  ['level', ({ level }) => level],
  ['rows', ({ rows }) => rows],
  ['code', ({ byCode }) => byCode],
  ['name', ({ byName }) => byName],
  ['alias', ({ byAlias }) => byAlias],
  ['totals', ({ totals }) => totals],
  ['unmatched', ({ unmatched, outOfPeriod }) => unmatched + outOfPeriod],
  ['ambiguous', ({ ambiguous }) => ambiguous],
  ['regions', ({ regions, regionsOfLevel }) => `${regions}/${regionsOfLevel}`],
  ['values', ({ values }) => values],
  ['missing', ({ missing }) => missing],
  ['not numbers', ({ notNumbers }) => notNumbers],
];

/** Columns with words are set left, columns with numbers right. */
const WORD_COLUMNS = 2;

/** The joins of a build as a table for a terminal; zeros are dots, so that what went wrong stands out. */
export function formatJoinSummary(summaries: readonly JoinSummary[]): string {
  const cells = [
    columns.map(([heading]) => heading),
    ...summaries.map((summary) =>
      columns.map(([, cell]) => (cell(summary) === 0 ? '·' : String(cell(summary)))),
    ),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => displayWidth(row[index] ?? ''))));
  const lines = cells.map((row) =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, index < WORD_COLUMNS))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

function pad(cell: string, width: number, left: boolean): string {
  const blank = ' '.repeat(Math.max(0, width - displayWidth(cell)));
  return left ? cell + blank : blank + cell;
}

/** Columns a text takes in a terminal: East Asian wide and full-width characters take two (UAX #11). */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text.normalize('NFC')) {
    if (/\p{M}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
