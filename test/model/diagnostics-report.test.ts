import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DiagnosticList } from '../../geodata/model/diagnostic-list.ts';
import { diagnostic } from '../../geodata/model/diagnostic.ts';
import { reportDiagnostics } from '../../geodata/model/diagnostics-report.ts';

const remarks = [
  diagnostic('join/alias-used', 'a', { at: { file: 'a.csv', line: 3 }, count: 4 }),
  diagnostic('join/unmatched-row', 'b', { at: { file: 'b.csv', line: 2 } }),
  diagnostic('join/unmatched-row', 'c', { at: { file: 'a.csv', line: 10 } }),
  diagnostic('join/unmatched-row', 'd', { at: { file: 'a.csv', line: 9 } }),
  diagnostic('table/not-a-number', 'e', { at: { file: 'a.csv', line: 9, column: 'x' } }),
  diagnostic('table/ragged-row', 'f', { at: { file: 'a.csv' } }),
];

describe('reportDiagnostics', () => {
  test('counts by severity and code, what stands for many as many', () => {
    const { counts, byCode } = reportDiagnostics(remarks);
    expect(counts).toEqual({ error: 4, warning: 1, info: 4 });
    expect(byCode['join/unmatched-row']).toMatchObject({ count: 3, severity: 'error' });
    expect(byCode['join/alias-used']?.title).toEqual({
      zh: '按别名或旧名匹配',
      en: 'Matched by another or a former name',
    });
    expect(byCode['join/alias-used']).toMatchObject({ count: 4, severity: 'info' });
  });

  test('takes severities from onInvalid', () => {
    const { counts, diagnostics } = reportDiagnostics(remarks, {
      'join/unmatched-row': 'info',
      'table/ragged-row': 'error',
    });
    expect(counts).toEqual({ error: 2, warning: 0, info: 7 });
    expect(diagnostics[0]?.code).toBe('table/ragged-row');
  });

  test('is in the same order whatever the order in which remarks were made, and leaves those as they were', () => {
    const before = structuredClone(remarks);
    const expected = reportDiagnostics(remarks);
    expect(expected.diagnostics.map(({ message }) => message)).toEqual(['d', 'e', 'c', 'b', 'f', 'a']);
    fc.assert(
      fc.property(fc.shuffledSubarray(remarks, { minLength: remarks.length }), (shuffled) => {
        expect(reportDiagnostics(shuffled).diagnostics).toEqual(expected.diagnostics);
      }),
    );
    expect(remarks).toEqual(before);
  });
});

describe('DiagnosticList', () => {
  test('keeps the first of each code, counts the rest, and describes none of these', () => {
    const list = new DiagnosticList('a.csv', 2);
    let described = 0;
    for (let line = 1; line <= 5; line++)
      list.add('join/unmatched-row', () => {
        described++;
        return { message: `row ${line}`, at: { line } };
      });
    list.add('table/ragged-row', () => ({ message: 'ragged' }));
    expect(described).toBe(2);
    expect(list.toArray()).toMatchObject([
      { message: 'row 1', at: { file: 'a.csv', line: 1 } },
      { message: 'row 2', at: { file: 'a.csv', line: 2 } },
      { message: 'ragged', at: { file: 'a.csv' }, severity: 'warning' },
      { code: 'join/unmatched-row', count: 3 },
    ]);
    expect(reportDiagnostics(list.toArray()).byCode['join/unmatched-row']?.count).toBe(5);
  });

  test('says once what holds for many rows, and how many', () => {
    const list = new DiagnosticList('a.csv');
    for (const name of ['x', 'y', 'x', 'x']) list.addOnce('join/alias-used', name, () => ({ message: name }));
    expect(list.toArray().map(({ message, count }) => [message, count])).toEqual([
      ['x', 3],
      ['y', undefined],
    ]);
  });
});
