import { rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import request from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';
import { BundleStore } from '../../server/bundle-store.ts';
import { plainRequest } from '../support/plain-request.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
afterEach(() => service.close());

const status = async (path: string): Promise<number> => (await plainRequest(service.app, 'GET', path)).status;
const tilesetRevision = () => service.bundles.current.archives.get('toy')!.entry.revision;
const archivePath = () =>
  join(service.folder, 'bundles', service.bundles.current.revision, 'archives/toy.pmtiles');

describe('a new build', () => {
  test('takes the place of the old one, which goes on answering under its own URLs', async () => {
    service = await openToyService();
    const before = { bundle: service.bundles.current.revision, tiles: tilesetRevision() };
    await writeToyAtlas(service.folder, { edition: 'second' });
    expect(await service.bundles.reload()).toBe(true);
    const after = { bundle: service.bundles.current.revision, tiles: tilesetRevision() };
    expect(after.bundle).not.toBe(before.bundle);
    expect(after.tiles).not.toBe(before.tiles);

    const catalog = await request(service.app).get('/catalog.json');
    expect(catalog.body.title.en).toContain('second');
    for (const { bundle, tiles } of [before, after]) {
      expect(await status(`/r/${bundle}/catalog.json`)).toBe(200);
      expect(await status(`/tiles/toy/${tiles}/3/6/3`)).toBe(200);
      expect(await status(`/archives/toy.${tiles}.pmtiles`)).toBe(200);
    }
    const [old, current] = await Promise.all(
      [before, after].map(({ tiles }) => plainRequest(service.app, 'GET', `/tiles/toy/${tiles}/3/6/3`)),
    );
    expect(old!.body).not.toEqual(current!.body);
    const { body } = await request(service.app).get('/revisions');
    expect(body.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
  });

  test('lets go of the old one when its grace is over', async () => {
    service = await openToyService({ store: { graceMs: 30, memoryBytes: 0 } });
    const old = tilesetRevision();
    await writeToyAtlas(service.folder, { edition: 'second' });
    await service.bundles.reload();
    expect(await status(`/tiles/toy/${old}/3/6/3`)).toBe(200);
    await expect.poll(() => status(`/tiles/toy/${old}/3/6/3`), { timeout: 2000 }).toBe(404);
    expect(await status('/tiles/toy/3/6/3')).toBe(200);
  });

  test('is noticed without being told', async () => {
    service = await openToyService();
    const results: unknown[] = [];
    service.bundles.watch(10, (result) => results.push(result));
    const revision = await writeToyAtlas(service.folder, { edition: 'second' });
    await expect.poll(() => service.bundles.current.revision, { timeout: 2000 }).toBe(revision);
    expect(results).toEqual([{ revision }]);
  });

  test('that cannot be opened is reported once, and tried again until it can', async () => {
    service = await openToyService();
    const results: { revision?: string; error?: unknown }[] = [];
    const revision = await writeToyAtlas(service.folder, { edition: 'second' });
    const archive = join(service.folder, 'bundles', revision, 'archives/spots.pmtiles');
    const hidden = join(service.folder, 'hidden');
    await rename(archive, hidden);
    service.bundles.watch(10, (result) => results.push(result));
    await expect.poll(() => service.bundles.failure?.message).toContain('spots.pmtiles');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(results).toEqual([{ error: expect.any(Error) }]);
    await rename(hidden, archive);
    await expect.poll(() => service.bundles.current.revision).toBe(revision);
    expect(results.at(-1)).toEqual({ revision });
    expect(service.bundles.failure).toBeNull();
  });

  test('never fills the memory with revisions', async () => {
    service = await openToyService();
    for (let edition = 0; edition < 8; edition++) {
      await writeToyAtlas(service.folder, { edition: `number ${edition}`, maxzoom: 1 });
      await service.bundles.reload();
    }
    expect(service.bundles.revisions.length).toBeLessThanOrEqual(5);
  });

  test('that cannot be opened leaves the old one in place, and says so', async () => {
    service = await openToyService();
    const { revision } = service.bundles.current;
    const broken = await writeToyAtlas(service.folder, { edition: 'second' });
    await truncate(join(service.folder, 'bundles', broken, 'archives/toy.pmtiles'), 1000);
    await expect(service.bundles.reload()).rejects.toThrow(/1000 bytes, the catalog says/);
    expect(await status('/tiles/toy/3/6/3')).toBe(200);
    const ready = await request(service.app).get('/ready');
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({ status: 'ready-with-old-revision', revision });
    expect(JSON.stringify(ready.body)).not.toContain(service.folder);

    await writeToyAtlas(service.folder, { edition: 'third' });
    expect(await service.bundles.reload()).toBe(true);
    expect((await request(service.app).get('/ready')).body.status).toBe('ready');
  });
});

describe('files that go wrong while they are served', () => {
  test('a deleted bundle is served from what is open', async () => {
    service = await openToyService({ store: { memoryBytes: 0 } });
    await rm(join(service.folder, 'bundles'), { recursive: true });
    expect(await status('/tiles/toy/3/6/3')).toBe(200);
    expect(await status('/archives/toy.pmtiles')).toBe(200);
  });

  test('a document that cannot be read is an error of ours, and is tried again', async () => {
    service = await openToyService();
    const path = join(service.folder, 'bundles', service.bundles.current.revision, 'measures/gini.csv.gz');
    await rm(path);
    const failed = await request(service.app).get('/measures/gini.csv');
    expect(failed.status).toBe(503);
    expect(failed.headers['retry-after']).toBe('5');
    expect(failed.headers['cache-control']).toBe('no-store');
    expect(failed.text).not.toContain(service.folder);
    expect(service.logged.join('')).toContain('gini.csv');
    await writeFile(path, 'x');
    expect(
      (await request(service.app).get('/measures/gini.csv').set('Accept-Encoding', 'identity')).status,
    ).toBe(200);
  });

  test('an archive truncated under load gives errors, never half a tile', async () => {
    service = await openToyService({ store: { memoryBytes: 0 } });
    await truncate(archivePath(), 17_000);
    const answers = await Promise.all(
      ['/tiles/toy/4/13/6', '/tiles/toy/4/12/6', '/archives/toy.pmtiles'].map((path) =>
        plainRequest(service.app, 'GET', path).catch((error: Error) => error),
      ),
    );
    for (const answer of answers) {
      // A whole archive is cut off where the bytes end: the client sees a broken connection.
      if (answer instanceof Error) continue;
      expect(answer.status).toBe(503);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.body.toString()).not.toContain(service.folder);
    }
    expect(service.logged.join('')).toContain('truncated');
  });

  test('an archive in memory does not notice', async () => {
    service = await openToyService();
    await truncate(archivePath(), 10);
    expect(await status('/tiles/toy/4/13/6')).toBe(200);
  });
});

describe('opening', () => {
  test.each<[string, (folder: string, revision: string) => Promise<unknown>, RegExp]>([
    [
      'no current.json',
      (folder) => rm(join(folder, 'current.json')),
      /no readable current\.json.*Build the atlas/,
    ],
    ['a current.json that is no JSON', (folder) => writeFile(join(folder, 'current.json'), '{'), /not JSON/],
    [
      'a current.json without revision',
      (folder) => writeFile(join(folder, 'current.json'), '[]'),
      /names no revision/,
    ],
    [
      'a revision that is a path',
      (folder) => writeFile(join(folder, 'current.json'), '{"revision":"../x"}'),
      /names no revision/,
    ],
    [
      'another catalog',
      (folder, revision) => writeFile(join(folder, 'bundles', revision, 'catalog.json'), '{"jiju":2}'),
      /not a catalog of this version/,
    ],
    [
      'no archive',
      (folder, revision) => rm(join(folder, 'bundles', revision, 'archives/spots.pmtiles')),
      /spots\.pmtiles cannot be opened/,
    ],
    [
      'a damaged archive',
      async (folder, revision) => {
        const { writeFileSync, readFileSync } = await import('node:fs');
        const path = join(folder, 'bundles', revision, 'archives/spots.pmtiles');
        writeFileSync(path, readFileSync(path).fill(0, 0, 7));
      },
      /expected "PMTiles"/,
    ],
  ])('%s is refused with a reason', async (_name, damage, reason) => {
    service = await openToyService();
    await damage(service.folder, service.bundles.current.revision);
    await expect(BundleStore.open(service.folder)).rejects.toThrow(reason);
    await expect(BundleStore.open(service.folder)).rejects.toMatchObject({ name: 'AtlasError' });
  });
});
