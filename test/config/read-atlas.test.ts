import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AtlasIo } from '../../geodata/config/read-atlas.ts';
import { readAtlas } from '../../geodata/config/read-atlas.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';

const minimal = 'jiju: 1\nid: a\ntitle: A\nlevels: [{ id: city, name: C, source: { file: c.geojson } }]\n';

const holding = (text: string): AtlasIo => ({ readText: () => Promise.resolve(text) });

const failure = async (attempt: Promise<unknown>): Promise<AtlasError> => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AtlasError) return error;
  throw new Error('expected an AtlasError');
};

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiju-config-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('readAtlas', () => {
  test('reads atlas.yaml of a folder', async () => {
    writeFileSync(join(folder, 'atlas.yaml'), minimal);
    expect((await readAtlas(folder)).config.id).toBe('a');
  });

  test('stops with every mistake where there are errors', async () => {
    const error = await failure(readAtlas('x', holding(`${minimal}titles: b\ntotals: 5\n`)));
    expect(error).toMatchObject({ code: 'invalid-config', at: 'atlas.yaml' });
    expect(error.message).toBe('atlas.yaml has 2 mistakes.');
    expect(error.diagnostics.map(({ code }) => code)).toEqual(['config/unknown-key', 'config/invalid-value']);
  });

  test('goes on past unknown keys where the atlas says that they are no error', async () => {
    const yaml = `${minimal}titles: b\nonInvalid: { config/unknown-key: warning }\n`;
    const { config, diagnostics } = await readAtlas('x', holding(yaml));
    expect(config.id).toBe('a');
    expect(diagnostics.map(({ code }) => code)).toEqual(['config/unknown-key']);
  });

  test('tells a file that is not there from one that cannot be read', async () => {
    const failing = (code: string): AtlasIo => ({
      readText: () => Promise.reject(Object.assign(new Error(code), { code })),
    });
    expect(await failure(readAtlas(join(folder, 'none')))).toMatchObject({
      code: 'not-found',
      at: 'atlas.yaml',
    });
    expect(await failure(readAtlas('x', failing('not-found')))).toMatchObject({ code: 'not-found' });
    expect(await failure(readAtlas('x', failing('EACCES')))).toMatchObject({ code: 'io' });
  });
});
