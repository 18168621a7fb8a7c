import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measures } from '../../geodata/measures/index.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { command as check } from '../../scripts/commands/check.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';
import { run } from '../support/command-line.ts';

// Lists of edges, records and models with every fault a network can have, and every measure of networks over each of them.
const networks = [
  'no-rows',
  'no-bytes',
  'one-city',
  'self-loops',
  'weights',
  'unknown',
  'gap',
  'rec-empty',
  'rec-bytes',
  'rec-one',
  'rec-unknown',
  'rec-gap',
  'model',
];
const linked = ['gap', 'rec-gap'];

/** Entries of atlas.yaml: a table of each measure for each network. */
function measureEntries(): string[] {
  const kinds: Record<string, string> = {
    network: '',
    'network-years': '',
    'network-set': 'sets',
    'network-and-sets': 'sets',
    agglomeration: 'sets',
  };
  return [...measures.values()].flatMap(({ id, input }) => {
    const kind = kinds[input.id];
    if (kind === undefined) return [];
    const sets = kind === 'sets' ? ', sets: { file: members.csv, set: group }' : '';
    return networks.map(
      (network) =>
        `  - { id: all-of-${network}-${id}, measure: ${id}, level: city, network: ${network}${sets} }`,
    );
  });
}

const folder = mkdtempSync(join(tmpdir(), 'jiju-faults-'));
const entries = measureEntries();
let atlas: BuiltAtlas;
beforeAll(async () => {
  cpSync(join(import.meta.dirname, '../cases/faulty-networks/atlas'), folder, { recursive: true });
  appendFileSync(join(folder, 'atlas.yaml'), `measures:\n${entries.join('\n')}\n`);
  atlas = await builtAtlas(folder);
});
afterAll(() => {
  atlas.remove();
  rmSync(folder, { recursive: true });
});

const documentOf = (id: string): NetworkDocument => {
  const { path, years } = atlas.catalog.networks.find((network) => network.id === id)!;
  return atlas.read<NetworkDocument>(path.replace('{year}', String(years[0])));
};
/** Codes of the remarks that name the network or its file. */
const codesAbout = (id: string): string[] =>
  [
    ...new Set(
      atlas.report.diagnostics
        .filter(({ at }) => at.file?.startsWith(`${id}.`) || at.path === `networks.${id}`)
        .map(({ code }) => code),
    ),
  ].sort();

describe('a network that cannot be made whole', () => {
  test.each([
    ['no-rows', ['network/empty']],
    ['no-bytes', ['network/empty', 'table/unreadable']],
    ['one-city', ['network/empty', 'network/self-loop', 'network/year-without-links']],
    ['self-loops', ['network/empty', 'network/self-loop', 'network/year-without-links']],
    [
      'weights',
      ['network/empty', 'network/non-positive-weight', 'network/year-without-links', 'table/missing-value'],
    ],
    ['unknown', ['network/empty', 'network/unknown-node', 'network/year-without-links']],
    ['gap', ['network/non-positive-weight', 'network/year-without-links']],
    ['rec-empty', ['records/no-links']],
    ['rec-bytes', ['table/unreadable']],
    ['rec-one', ['records/no-links']],
    ['rec-unknown', ['records/no-links', 'records/unresolved-address']],
    ['rec-gap', ['network/year-without-links', 'records/invalid-date', 'records/missing-id']],
    ['model', ['network/empty']],
    ['only', ['network/empty', 'network/self-loop', 'network/year-without-links']],
    ['only-model', ['network/empty']],
  ])('%s is there and says why', (id, codes) => {
    expect(codesAbout(id)).toEqual(codes);
    const document = documentOf(id);
    expect(document.weight).toHaveLength(linked.includes(id) ? 1 : 0);
    expect(document.nodes).toHaveLength(id.startsWith('only') ? 1 : 4);
  });

  test('keeps what is no link: places linked with themselves, rows by what became of them', () => {
    expect(documentOf('self-loops').internal).toEqual([5, 1, 0, 0]);
    expect(documentOf('rec-one').internal).toEqual([1, 0, 0, 0]);
    expect(documentOf('weights').rows).toMatchObject({ rows: 3, linked: 0, nonPositive: 2, missing: 1 });
    expect(documentOf('unknown').rows).toMatchObject({ rows: 2, linked: 0, unmatched: 2 });
    expect(documentOf('rec-unknown').params['records']).toMatchObject({
      records: 2,
      applicants: 4,
      unmapped: 3,
    });
  });

  test('tells regions at one point, between which a model has no distance', () => {
    expect(atlas.told('network/coincident-places').map(({ found }) => found)).toEqual(['1 2']);
    expect(documentOf('twins').weight).toHaveLength(2);
  });

  test('names the years without data, of lists and of records', () => {
    const gaps = atlas.told('network/year-without-links').map(({ at, message }) => `${at.file}: ${message}`);
    expect(gaps).toEqual(
      expect.arrayContaining([
        'gap.csv: 2013 has rows, but none of them is a link.',
        'gap.csv: 2014 has no rows, though years before and after it have.',
        'rec-gap.csv: 2013 has no records, though years before and after it have.',
        'rec-gap.csv: 2014 has no records, though years before and after it have.',
      ]),
    );
  });
});

test('no measure stops the build: each has a value or a reason for each network', () => {
  expect(entries.length).toBeGreaterThan(13 * 30);
  for (const { id, measure } of atlas.catalog.measures.filter(({ id }) => id.startsWith('all-of-'))) {
    const { rows } = atlas.read<MeasureTable>(`measures/${id}.json`);
    // Where no link came or went there is nothing to list.
    if (measure !== 'link-changes') expect([id, rows.length > 0]).toEqual([id, true]);
    for (const row of rows)
      if (row.value === null && row.details === undefined)
        expect([id, row.reason]).toEqual([id, expect.any(String)]);
  }
});

test('the tables that networks have unasked are there, with reasons', () => {
  const [row] = atlas.read<MeasureTable>('measures/no-rows-tier-pairs.json').rows;
  expect(row).toMatchObject({ value: null, reason: 'no_edges' });
  expect(atlas.read<MeasureTable>('measures/model-exposure.json').rows).toHaveLength(4);
  expect(atlas.read<MeasureTable>('measures/rec-gap-turnover.json').rows).toMatchObject([
    { year: 2015, value: 1, details: { since: 2012, kept: 1 } },
  ]);
});

test('jiju check tells the same without building', async () => {
  const { status, out, notes } = await run(check, [folder]);
  expect(status).toBe(1);
  const report = out + notes;
  for (const code of [
    'network/empty',
    'network/unknown-node',
    'records/no-links',
    'network/non-positive-weight',
  ])
    expect(report).toContain(code);
});
