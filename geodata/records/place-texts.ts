import type { Gazetteer } from './gazetteer.ts';
import { outcomes, placementRow } from './placement-outcome.ts';
import type { SqlColumn, SqlEngine, SqlValue } from './sql-engine.ts';
import { selectDatedTexts, selectTexts } from './statements.ts';

const placementColumns: SqlColumn[] = [
  { name: 'text_id', type: 'INTEGER' },
  { name: 'place', type: 'INTEGER' },
  { name: 'outcome', type: 'TINYINT' },
  { name: 'candidates', type: 'VARCHAR' },
];

/**
 * Places every distinct text once, however many applicants have it: the texts stream out of the database, what the
 * gazetteer finds streams back into the tables `placement` and, for names that were valid for a time, `dated`.
 */
export async function placeTexts(
  engine: SqlEngine,
  gazetteer: Gazetteer,
  codes: readonly string[],
): Promise<void> {
  const positions = new Map(codes.map((code, index) => [code, index]));
  await engine.append(
    'region',
    [
      { name: 'place', type: 'INTEGER' },
      { name: 'code', type: 'VARCHAR' },
    ],
    once([codes.map((_, index) => index), [...codes]]),
  );
  await engine.append(
    'outcome_name',
    [
      { name: 'outcome', type: 'TINYINT' },
      { name: 'name', type: 'VARCHAR' },
    ],
    once([outcomes.map((_, index) => index), [...outcomes]]),
  );

  const place = (texts: SqlValue[], found: (text: string, row: number) => Placed): SqlValue[][] => {
    const block: [SqlValue[], SqlValue[], SqlValue[], SqlValue[]] = [[], [], [], []];
    for (const [row, text] of texts.entries()) {
      const { placement, last } = found(String(text), row);
      const { place: position, outcome, candidates } = placementRow(placement, positions);
      block[0].push(position);
      block[1].push(outcome);
      block[2].push(candidates);
      block[3].push(last);
    }
    return block;
  };

  await engine.append(
    'placement',
    [...placementColumns, { name: 'depends_on_year', type: 'TINYINT' }],
    mapBlocks(engine.stream(selectTexts), ([ids = [], texts = []]) => [
      ids,
      ...place(texts, (text) => {
        const { placement, dependsOnYear } = gazetteer.resolveUndated(text);
        return { placement, last: dependsOnYear ? 1 : 0 };
      }),
    ]),
  );
  await engine.append(
    'dated',
    [...placementColumns, { name: 'year', type: 'INTEGER' }],
    mapBlocks(engine.stream(selectDatedTexts), ([ids = [], texts = [], years = []]) => [
      ids,
      ...place(texts, (text, row) => ({
        placement: gazetteer.resolve(text, Number(years[row])),
        last: years[row] ?? null,
      })),
    ]),
  );
}

interface Placed {
  placement: ReturnType<Gazetteer['resolve']>;
  /** The last column of the table. */
  last: SqlValue;
}

async function* once(block: SqlValue[][]): AsyncIterable<SqlValue[][]> {
  yield block;
}

async function* mapBlocks(
  blocks: AsyncIterable<SqlValue[][]>,
  change: (block: SqlValue[][]) => SqlValue[][],
): AsyncIterable<SqlValue[][]> {
  for await (const block of blocks) yield change(block);
}
