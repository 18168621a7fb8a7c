import { expect, test } from 'vitest';
import { displayWidth, emptySummary, formatJoinSummary } from '../../geodata/join/summary.ts';

test('the columns of the summary line up in a terminal, whatever the script of the file names', () => {
  const text = formatJoinSummary([
    {
      ...emptySummary('data.csv', 'province', 31, 34),
      byCode: 28,
      byAlias: 2,
      unmatched: 1,
      values: 30,
      regions: 30,
    },
    {
      ...emptySummary('表格/各省研发.csv', 'province', 5, 34),
      byName: 3,
      outOfPeriod: 1,
      ambiguous: 1,
      regions: 3,
    },
  ]);
  expect(text).toBe(
    [
      'table              level     rows  code  name  alias  totals  unmatched  ambiguous  regions  values  missing  not numbers',
      'data.csv           province    31    28     ·      2       ·          1          ·    30/34      30        ·            ·',
      '表格/各省研发.csv  province     5     ·     3      ·       ·          1          1     3/34       ·        ·            ·',
      '',
    ].join('\n'),
  );
});

test.each([
  ['abc', 3],
  ['表格', 4],
  ['ａ', 2],
  ['é', 1],
  ['é', 1],
  ['𠮷', 2],
  ['', 0],
])('%s takes %d columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});
