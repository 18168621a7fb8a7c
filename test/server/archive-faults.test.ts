import { open, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { plainRequest } from '../support/plain-request.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

// What happens to an archive on disk while clients ask for its tiles: whatever comes back as 200 is the whole tile as it
// was baked, and all else is an error that nobody keeps.

let service: ToyService;
beforeEach(async () => {
  service = await openToyService({ store: { memoryBytes: 0 } });
});
afterEach(() => service.close());

const PATHS = ['3/6/3', '4/12/6', '4/13/6', '4/13/7', '2/3/1', '0/0/0'].map((tile) => `/tiles/toy/${tile}`);
const archivePath = (): string =>
  join(service.folder, 'bundles', service.bundles.current.revision, 'archives/toy.pmtiles');
const ask = (path: string, coding = 'gzip') =>
  plainRequest(service.app, 'GET', path, { 'Accept-Encoding': coding });

/** Asks for all tiles in turns while something is done to the archive; checks every answer. */
async function underLoad(fault: () => Promise<void>): Promise<Map<number, number>> {
  const whole = new Map<string, Buffer>();
  for (const path of PATHS)
    for (const coding of ['gzip', 'identity']) whole.set(path + coding, (await ask(path, coding)).body);
  const statuses = new Map<number, number>();
  let isDone = false;
  const load = async (coding: string): Promise<void> => {
    for (let turn = 0; !isDone || turn < 3; turn++) {
      for (const path of PATHS) {
        const answer = await ask(path, coding);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status === 200) expect(answer.body.equals(whole.get(path + coding)!), path).toBe(true);
        else {
          expect(answer.status).toBe(503);
          expect(answer.headers['cache-control']).toBe('no-store');
          expect(answer.body.toString()).not.toContain(service.folder);
        }
      }
    }
  };
  const clients = ['gzip', 'identity', 'gzip'].map(load);
  await fault();
  isDone = true;
  await Promise.all(clients);
  return statuses;
}

test('truncated: errors for what is gone, whole tiles for the rest', async () => {
  const statuses = await underLoad(() => truncate(archivePath(), 17_000));
  expect(statuses.get(503)).toBeGreaterThan(0);
});

test('overwritten in place with something else: no garbage is passed on', async () => {
  const statuses = await underLoad(async () => {
    const file = await open(archivePath(), 'r+');
    const { size } = await file.stat();
    await file.write(Buffer.alloc(size, 0x55), 0, size, 0);
    await file.close();
  });
  expect(statuses.get(503)).toBeGreaterThan(0);
});

test('deleted: what is open goes on', async () => {
  const statuses = await underLoad(() => rm(archivePath()));
  expect([...statuses.keys()]).toEqual([200]);
});

test('replaced by another file: what is open goes on', async () => {
  const statuses = await underLoad(async () => {
    const other = join(service.folder, 'other');
    await writeToyAtlas(other, { edition: 'other' });
    const { revision } = service.bundles.current;
    await rename(join(service.folder, 'bundles', revision, 'archives/spots.pmtiles'), archivePath());
  });
  expect([...statuses.keys()]).toEqual([200]);
});

test('on a disk that fails now and then: errors for what was not read, nothing of them in answers or caches', async () => {
  const { source } = service.bundles.current.archives.get('toy')!;
  const read = source.read.bind(source);
  let reads = 0;
  const fail: typeof source.read = (offset, length) => {
    if (reads++ % 3 !== 0) return read(offset, length);
    return Promise.reject(Object.assign(new Error(`EIO: i/o error, read ${archivePath()}`), { code: 'EIO' }));
  };
  const statuses = await underLoad(async () => {
    vi.spyOn(source, 'read').mockImplementation(fail);
    for (const path of PATHS) await ask(path);
  });
  expect(statuses.get(503)).toBeGreaterThan(0);
  expect(statuses.get(200)).toBeGreaterThan(0);
  vi.restoreAllMocks();
  for (const path of PATHS) expect((await ask(path)).status).toBe(200);
  expect(service.logged.some((line) => line.includes('EIO'))).toBe(true);
});

test('an error is forgotten when the archive is whole again', async () => {
  const file = await open(archivePath(), 'r+');
  const { size } = await file.stat();
  const bytes = Buffer.alloc(size);
  await file.read(bytes, 0, size, 0);
  await file.truncate(17_000);
  const lost = PATHS[2]!;
  expect((await ask(lost)).status).toBe(503);
  await file.write(bytes, 0, size, 0);
  await file.close();
  expect((await ask(lost)).status).toBe(200);
});
