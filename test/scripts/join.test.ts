import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command } from '../../scripts/commands/join.ts';
import { command as tile } from '../../scripts/commands/tile.ts';
import { command as inspect } from '../../scripts/commands/inspect.ts';
import { command as verify } from '../../scripts/commands/verify.ts';
import { run } from '../support/command-line.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

type Properties = Record<string, string | number | boolean | null>;
const at = (name: string): string => join(folder, name);

/** Cells of a grid with wavy borders, so that tiles have geometry worth compressing apart. */
function cell(index: number, properties: Properties): object {
  const [column, row] = [index % 8, Math.floor(index / 8)];
  const wave = (from: number[], to: number[]): number[][] =>
    Array.from({ length: 60 }, (_, step) => {
      const share = step / 60;
      const swing = 0.2 * Math.sin(step * 0.7 + from[0]! + to[1]!) * Math.sin(Math.PI * share);
      const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
      return [from[0]! + dx * share - dy * swing, from[1]! + dy * share + dx * swing];
    });
  const corners = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x, y]) => [(column + x!) * 3, (row + y!) * 3]);
  const ring = corners.flatMap((from, side) => wave(from, corners[(side + 1) % 4]!));
  return {
    type: 'Feature',
    id: index + 1,
    properties,
    geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] },
  };
}

async function bake(name: string, rows: Properties[], ...options: string[]): Promise<Buffer> {
  await writeFile(at('cells.geojson'), rows.map((row, i) => JSON.stringify(cell(i, row))).join('\n'));
  const layer = `cells=${at('cells.geojson')}`;
  const { status } = await run(tile, [
    '-L',
    layer,
    '-o',
    at(name),
    '-fqz',
    '6',
    '--name',
    'cells',
    ...options,
  ]);
  expect(status).toBe(0);
  return readFile(at(name));
}

async function joinTable(
  lines: string[],
  ...options: string[]
): Promise<{ bytes: Buffer; notes: string; out: string }> {
  await writeFile(at('table.csv'), lines.join('\n'));
  const given = [at('old.pmtiles'), at('table.csv'), '-o', at('joined.pmtiles'), '-f', ...options];
  const { status, notes, out } = await run(command, given);
  expect(status).toBe(0);
  return { bytes: await readFile(at('joined.pmtiles')), notes, out };
}

describe('a changed column', () => {
  test('gives the archive that tiling again would give, byte for byte', async () => {
    const value = fc.oneof(fc.integer({ min: -3, max: 5 }), fc.double({ min: 0, max: 1e6, noNaN: true }));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(value, value), { minLength: 24, maxLength: 40 }),
        fc.constantFrom('code', 'name'),
        async (pairs, key) => {
          const row = (index: number, income: number): Properties => ({
            code: 1000 + index,
            name: `单元 ${index}`,
            income,
            kind: index % 3 === 0 ? 'city' : 'county',
          });
          await bake(
            'old.pmtiles',
            pairs.map(([before], i) => row(i, before)),
          );
          const expected = await bake(
            'new.pmtiles',
            pairs.map(([, after], i) => row(i, after)),
          );
          const lines = pairs.map(([, after], i) => `${row(i, after)[key]},${after}`);
          const { bytes } = await joinTable([`${key},income`, ...lines], '--key', key, '-q');
          expect(Buffer.compare(bytes, expected)).toBe(0);
        },
      ),
      { numRuns: 8 },
    );
  });

  test('comes back as it was when it is joined twice, and keeps the geometry of all layers', async () => {
    await bake(
      'old.pmtiles',
      Array.from({ length: 30 }, (_, i) => ({ code: i, income: i * 1.5 })),
    );
    const before = await readFile(at('old.pmtiles'));
    const table = (factor: number): string[] => [
      'code,income',
      ...Array.from({ length: 30 }, (_, i) => `${i},${i * factor}`),
    ];
    const changed = await joinTable(table(2.25), '-q');
    expect(Buffer.compare(changed.bytes, before)).not.toBe(0);
    await writeFile(at('old.pmtiles'), changed.bytes);
    const restored = await joinTable(table(1.5), '-q');
    expect(Buffer.compare(restored.bytes, before)).toBe(0);
  });
});

/** Properties of every feature of the only tile of zoom 0, by id. */
async function propertiesAtZoomZero(name: string): Promise<Map<number, Properties>> {
  const { out } = await run(inspect, [at(name), '0/0/0']);
  const { features } = JSON.parse(out) as { features: { id: number; properties: Properties }[] };
  return new Map(features.map(({ id, properties }) => [id, properties]));
}

test('new columns come behind, rows find features by id, empty cells and missing rows are no values', async () => {
  await bake('old.pmtiles', [{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
  const lines = ['id,income,note,code', '1,5,good,007', '2,,fair,', '9,7,,010'];
  const { out } = await joinTable(lines, '--key', 'id', '--json');
  expect(JSON.parse(out)).toMatchObject({ layer: 'cells', rows: 2, unmatchedRows: 1, unmatchedKeys: 1 });
  const properties = await propertiesAtZoomZero('joined.pmtiles');
  expect(properties.get(1)).toMatchObject({ name: 'a', income: 5, note: 'good', code: '007' });
  expect(properties.get(2)).toEqual({ ...properties.get(2), name: 'b', note: 'fair' });
  expect(properties.get(2)).not.toHaveProperty('income');
  expect(properties.get(3)).not.toHaveProperty('note');
  const verified = await run(verify, [at('joined.pmtiles'), '--json']);
  expect(verified.status).toBe(0);
});

test('other layers of the archive stay as they are', async () => {
  const points = [0, 1, 2].map((i) =>
    JSON.stringify({
      type: 'Feature',
      properties: { code: i },
      geometry: { type: 'Point', coordinates: [i, i] },
    }),
  );
  await writeFile(at('points.geojsonl'), points.join('\n'));
  await bake('old.pmtiles', [{ code: 0 }, { code: 1 }], '-L', `points=${at('points.geojsonl')}`);
  const lines = ['code,income', '0,10', '1,20'];
  await joinTable(lines, '--layer', 'points', '-q');
  expect((await run(verify, [at('joined.pmtiles')])).status).toBe(0);
  const { out } = await run(inspect, [at('joined.pmtiles'), '0/0/0']);
  const { features } = JSON.parse(out) as { features: { layer: string; properties: Properties }[] };
  expect(features.filter(({ layer }) => layer === 'cells').map(({ properties }) => properties)).toEqual([
    { code: 0 },
    { code: 1 },
  ]);
  expect(features.filter(({ layer }) => layer === 'points').map(({ properties }) => properties)).toEqual([
    { code: 0, income: 10 },
    { code: 1, income: 20 },
    { code: 2 },
  ]);
  const refused = await run(command, [at('old.pmtiles'), at('table.csv'), '-o', at('x.pmtiles')]);
  expect(refused.status).toBe(2);
  expect(refused.notes).toContain('expected one of them as --layer');
});

test('what cannot be joined is refused, and nothing is written', async () => {
  await bake('old.pmtiles', [{ code: 0 }]);
  await writeFile(at('table.csv'), 'code,income\n0,1');
  const refused = async (...options: string[]): Promise<string> => {
    const { status, notes } = await run(command, [...options, '-o', at('none.pmtiles')]);
    expect(status).toBeGreaterThan(1);
    await expect(readFile(at('none.pmtiles'))).rejects.toThrow('ENOENT');
    return notes;
  };
  expect(await refused(at('old.pmtiles'), at('table.csv'), '--key', 'region')).toContain(
    'no column "region"',
  );
  expect(await refused(at('old.pmtiles'), at('table.csv'), '--layer', 'roads')).toContain('no layer "roads"');
  expect(await refused(at('old.pmtiles'))).toContain('Expected an archive, a table');
  const whole = await readFile(at('old.pmtiles'));
  await writeFile(at('cut.pmtiles'), whole.subarray(0, whole.length - 40));
  expect(await refused(at('cut.pmtiles'), at('table.csv'))).toMatch(/truncated|damaged|ends/);
  whole.fill(0xee, 16_500, 16_600);
  await writeFile(at('spoilt.pmtiles'), whole);
  expect(await refused(at('spoilt.pmtiles'), at('table.csv'))).toMatch(/damaged|no vector tile/);
});

test('tiles of any reader of gzip are whole, though their features are compressed apart', async () => {
  const bytes = await bake(
    'old.pmtiles',
    Array.from({ length: 30 }, (_, i) => ({ code: i })),
  );
  // Every gzip member with an extra field is found by its first four bytes; zlib checks length and CRC.
  const starts: number[] = [];
  for (let from = 16_384; from < bytes.length; from++) {
    if (bytes.readUInt32BE(Math.min(from, bytes.length - 4)) === 0x1f_8b_08_04) starts.push(from);
  }
  expect(starts.length).toBeGreaterThan(3);
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? bytes.length;
    // Other members may stand between; zlib reads all that follow until something is no gzip.
    expect(gunzipSync(bytes.subarray(start, end)).length).toBeGreaterThan(1000);
  }
});
