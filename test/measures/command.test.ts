import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measures } from '../../geodata/measures/index.ts';
import { command } from '../../scripts/commands/measure.ts';
import { run } from '../support/command-line.ts';
import { closeTo } from './close-to.ts';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'jiju-measure-'));
  writeFileSync(join(cwd, 'values.csv'), 'code,value\na,1\nb,\nc,3\nd,4\n');
  writeFileSync(join(cwd, 'edges.tsv'), 'source\ttarget\tweight\na\tb\t3\nb\tc\t1\n');
  writeFileSync(join(cwd, 'groups.csv'), 'code,values,groups\na,1,east\nb,3,east\nc,5,west\n');
  writeFileSync(join(cwd, 'wide.csv'), 'code,x,y\na,1,2\n');
  writeFileSync(join(cwd, 'words.csv'), 'code,value\na,many\n');
  writeFileSync(join(cwd, 'header.csv'), 'code,value\n');
  writeFileSync(join(cwd, 'bad.json'), '{"values": [1, "2"]}');
  writeFileSync(join(cwd, 'broken.json'), '{"values": [1,');
});
afterAll(() => rmSync(cwd, { recursive: true }));

const measured = (args: string[], stdin = '') =>
  run(command, args, { cwd, stdin: () => Readable.from([Buffer.from(stdin)]) });

describe.each([...measures.values()].map((measure) => [measure.id, measure] as const))(
  'jiju measure %s',
  (id, measure) => {
    test('gives the value of its page for the input of its page', async () => {
      const example = await measured([id, '--example']);
      const params = Object.entries(measure.example.params ?? {}).flatMap(([name, value]) => [
        '-p',
        `${name}=${String(value)}`,
      ]);
      const { status, out, notes } = await measured([id, ...params], example.out);
      expect({ status, notes }).toEqual({ status: 0, notes: '' });
      closeTo((JSON.parse(out) as { value: unknown }).value, measure.example.value);
    });

    test('prints its schema', async () => {
      const { out } = await measured([id, '--schema']);
      const schema = JSON.parse(out) as { params: { properties: object } };
      expect(Object.keys(schema)).toEqual(['input', 'params', 'output']);
      expect(Object.keys(schema.params.properties)).toEqual(measure.params.map(({ name }) => name));
    });
  },
);

test('--list has a line for each', async () => {
  const { out } = await measured(['--list']);
  expect(out.trimEnd().split('\n')).toHaveLength(measures.size);
  expect(out).toMatch(/^gini +Spatial Gini coefficient · 空间基尼系数 \(vector\)$/m);
});

describe('tables', () => {
  test('of values, with a blank cell', async () => {
    const result = JSON.parse(
      (await measured(['gini', 'values.csv', '-p', 'normalised=true'])).out,
    ) as object;
    expect(result).toMatchObject({ n: 3, missing: ['b'], params: { normalised: true } });
  });

  test('of edges, separated by tabs', async () => {
    const { value } = JSON.parse((await measured(['strength', 'edges.tsv'])).out) as { value: object[] };
    expect(value).toMatchObject([
      { code: 'a', value: 3 },
      { code: 'b', value: 4 },
      { code: 'c', value: 1 },
    ]);
  });

  test('of numbers alone, and with other names for the columns', async () => {
    const value = async (text: string) =>
      (JSON.parse((await measured(['gini'], text)).out) as { value: number }).value;
    const expected = await value('[5, 3, 1]');
    expect(await value('5\n3\n1\n')).toBe(expected);
    expect(await value('5, 3, 1')).toBe(expected);
    expect(await value('\uFEFF城市,数值\n北京,5\n上海,3\n广州,1\n')).toBe(expected);
    expect(await value('name;patents\na;5\nb;3\nc;1\n')).toBe(expected);
  });

  test('of groups', async () => {
    const { value } = JSON.parse((await measured(['group-mean', 'groups.csv'])).out) as { value: object[] };
    expect(value).toMatchObject([
      { group: 'east', value: 2 },
      { group: 'west', value: 5 },
    ]);
  });
});

describe('wrong use says what was expected', () => {
  test.each([
    [['gin'], 3, /no measure "gin"\. Did you mean gini/],
    [[], 2, /expected the id of a measure/],
    [
      ['gini', 'values.csv', '-p', 'normalized=true'],
      2,
      /no parameter "normalized"\. Did you mean "normalised"/,
    ],
    [['gini', 'values.csv', '-p', 'normalised=yes'], 2, /found "yes", expected true or false/],
    [['gini', 'values.csv', '-p', 'normalised'], 2, /expected name=value/],
    [['gini', 'none.csv'], 3, /none\.csv: The file cannot be read/],
    [['gini', 'bad.json'], 3, /^jiju measure: Input of kind "vector", at values\.1: .*expected number/],
    [['gini', 'broken.json'], 3, /broken\.json: This is no JSON/],
    [['gini', 'wide.csv'], 3, /Found the columns code, x, y; expected one named value/],
    [['gini', 'words.csv'], 3, /value: Found "many" in the column "value", expected a number/],
    [['gini', 'header.csv'], 3, /header\.csv: Found a header without rows/],
    [['strength', 'values.csv'], 3, /Found the columns code, value; expected source, target/],
    [['group-mean', 'values.csv'], 3, /Found the columns code, value; expected values, groups/],
    [['sigma-convergence', 'wide.csv'], 3, /Found the column "x", expected years/],
    [['moran', 'values.csv'], 3, /moran takes JSON of the kind "located"/],
    [['gini'], 3, /standard input: Found nothing/],
  ])('%j', async (args, status, message) => {
    const result = await measured(args);
    expect(result.notes).toMatch(message);
    expect(result.status).toBe(status);
    expect(result.out).toBe('');
  });

  test('an undefined value is a result', async () => {
    const { status, out } = await measured(['gini'], '[0, 0]');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ value: null, reason: 'zero_mean' });
  });
});
