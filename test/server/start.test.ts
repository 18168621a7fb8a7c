import cluster from 'node:cluster';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../server/main.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { writeToyClient } from '../support/toy-service.ts';

let folder: string;
let settings: Parameters<typeof startServer>[0];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-start-'));
  await writeToyAtlas(folder);
  const clientFolder = await writeToyClient(folder);
  settings = { bundleFolder: folder, clientFolder, version: '1.2.3', port: 0, quiet: true };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('serves at the address it gives, and only on this machine', async () => {
  const server = await startServer(settings);
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  expect((await fetch(server.url)).headers.get('content-type')).toContain('text/html');
  expect((await fetch(`${server.url}catalog.json`)).status).toBe(200);
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow();
});

test('takes the next port where one is taken, and says so', async () => {
  const other = await occupy();
  const { port } = other.address() as AddressInfo;
  const server = await startServer({ ...settings, port });
  expect(server.port).toBeGreaterThan(port);
  expect(server.takenPort).toBe(port);
  expect((await fetch(`${server.url}health`)).status).toBe(200);
  await server.close();
  other.close();
});

test('refuses a host that is not of this machine', async () => {
  await expect(startServer({ ...settings, host: '192.0.2.1' })).rejects.toThrow(
    /Cannot listen on 192\.0\.2\.1/,
  );
});

test('refuses a folder without a bundle', async () => {
  await expect(startServer({ ...settings, bundleFolder: join(folder, 'nothing') })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('serves data without a client', async () => {
  const server = await startServer({ ...settings, clientFolder: join(folder, 'nothing') });
  expect((await fetch(`${server.url}catalog.json`)).status).toBe(200);
  expect(await (await fetch(server.url)).json()).toMatchObject({
    title: expect.stringContaining('Toy atlas'),
  });
  await server.close();
});

test('closes although a client keeps its connection open', async () => {
  const server = await startServer(settings);
  await (await fetch(`${server.url}health`)).text();
  const started = performance.now();
  await server.close();
  expect(performance.now() - started).toBeLessThan(2000);
});

test('picks up a new build', async () => {
  const server = await startServer({ ...settings, reloadEveryMs: 20 });
  const revision = await writeToyAtlas(folder, { edition: 'newer' });
  await expect
    .poll(async () => ((await (await fetch(`${server.url}version`)).json()) as { revision: string }).revision)
    .toBe(revision);
  await server.close();
});

test('serves from several processes, and replaces one that dies', async () => {
  const server = await startServer({ ...settings, workers: 2 });
  const processes = () => Object.values(cluster.workers ?? {}).map((worker) => worker!.process.pid!);
  const [first, second] = processes();
  expect(second).not.toBe(first);
  for (let count = 0; count < 6; count++)
    expect((await fetch(`${server.url}tiles/toy/3/6/3`, { headers: { connection: 'close' } })).status).toBe(
      200,
    );
  process.kill(first!, 'SIGKILL');
  await expect.poll(() => processes().filter((pid) => pid !== first).length, { timeout: 10_000 }).toBe(2);
  await expect.poll(async () => (await fetch(`${server.url}health`)).status).toBe(200);
  await server.close();
  expect(processes()).toEqual([]);
});

test('says why several processes cannot start', async () => {
  const bundleFolder = join(folder, 'nothing');
  await expect(startServer({ ...settings, bundleFolder, workers: 2 })).rejects.toMatchObject({
    code: 'not-found',
  });
});

const occupy = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
