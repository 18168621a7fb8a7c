import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as doctor } from '../../scripts/commands/doctor.ts';
import { serverOptions } from '../../scripts/server-options.ts';
import { startServer } from '../../server/main.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { run } from '../support/command-line.ts';
import { freePort, isNginxInstalled, startNginx } from '../support/nginx.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { writeToyClient } from '../support/toy-service.ts';

// The files of docs/deployment, run by the programs they are for.

const root = join(import.meta.dirname, '../..');
const deployment = join(root, 'docs/deployment');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-deployment-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!isNginxInstalled)('nginx.conf (skipped where nginx is not installed)', () => {
  let service: RunningServer;
  let url: string;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    await writeToyAtlas(folder);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    service = await startServer({
      bundleFolder: folder,
      clientFolder: await writeToyClient(folder),
      version: '1',
      port: 0,
      quiet: true,
      trustProxy: true,
      reloadEveryMs: 0,
    });
    // TLS needs a certificate of the place; all else is as it stands there.
    const written = await readFile(join(deployment, 'nginx.conf'), 'utf8');
    const here = written
      .replace('/var/cache/nginx/jiju', join(folder, 'cache'))
      .replace('server 127.0.0.1:8080;', `server 127.0.0.1:${service.port};`)
      .replace('listen 443 ssl;', `listen 127.0.0.1:${port};`);
    stop = await startNginx(join(folder, 'nginx'), here, url);
  }, 20_000);
  afterAll(async () => {
    await stop();
    await service.close();
  });

  test('passes every check of the doctor', async () => {
    const result = await run(doctor, [url]);
    expect(result.out).toMatch(/^(\d+) of \1 as they should be/);
    expect(result.status).toBe(0);
  });

  test('keeps each coding of a tile apart, and revalidates what it keeps', async () => {
    const ask = (coding: string, tag?: string): Promise<Response> =>
      fetch(`${url}/tiles/toy/3/6/3.mvt`, {
        headers: { 'Accept-Encoding': coding, ...(tag === undefined ? {} : { 'If-None-Match': tag }) },
      });
    for (let round = 0; round < 2; round++) {
      for (const [coding, ending] of [
        ['gzip', '-g"'],
        ['identity', '-i"'],
      ] as const) {
        const answer = await ask(coding);
        expect(answer.headers.get('etag')!.endsWith(ending), `${coding}, round ${round}`).toBe(true);
        expect(answer.headers.get('content-encoding')).toBe(coding === 'gzip' ? 'gzip' : null);
        expect((await ask(coding, answer.headers.get('etag')!)).status).toBe(304);
      }
    }
  });

  test('answers from its cache while the service is away, and says so where it has nothing', async () => {
    const ask = (path: string): Promise<Response> =>
      fetch(url + path, { headers: { 'Accept-Encoding': 'gzip' } });
    const before = Buffer.from(await (await ask('/tiles/toy/3/6/3.mvt')).arrayBuffer());
    await service.close();
    const after = await ask('/tiles/toy/3/6/3.mvt');
    expect(after.status).toBe(200);
    expect(Buffer.from(await after.arrayBuffer()).equals(before)).toBe(true);
    expect((await ask('/catalog.json')).status).toBe(502);
  });
});

const hasSystemd = existsSync('/usr/bin/systemd-analyze');
describe.skipIf(!hasSystemd)('jiju.service (skipped where systemd-analyze is not installed)', () => {
  test('is a unit that systemd accepts, exposed no more than "OK"', async () => {
    const unit = join(folder, 'jiju.service');
    const written = await readFile(join(deployment, 'jiju.service'), 'utf8');
    await writeFile(unit, written.replace('/usr/bin/node', process.execPath));
    const analyze = (...args: string[]): string =>
      execFileSync('systemd-analyze', [...args, unit], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    expect(analyze('verify', '--man=no')).toBe('');
    const exposure = /exposure level for jiju\.service: ([\d.]+)/.exec(
      analyze('security', '--offline=true', '--no-pager'),
    );
    expect(Number(exposure![1])).toBeLessThan(3);
  });

  test('starts the command with options that it has', async () => {
    const [, line] = /^ExecStart=(.*)$/m.exec(await readFile(join(deployment, 'jiju.service'), 'utf8'))!;
    const options = [...line!.matchAll(/--([a-z-]+)/g)].map(([, name]) => name!);
    expect(options.length).toBeGreaterThan(3);
    expect(Object.keys(serverOptions)).toEqual(expect.arrayContaining(options));
  });
});

describe('Dockerfile', () => {
  const lines = readFileSync(join(deployment, 'Dockerfile'), 'utf8')
    .replaceAll('\\\n', '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const instructions = (name: string): string[] =>
    lines.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    bin: { jiju: string };
    engines: { node: string };
  };

  test('copies what a package of the sources and their build consists of', () => {
    const copied = instructions('COPY').filter((line) => line.startsWith('--from=build'));
    const sources = copied.map((line) => line.split(' ')[1]!.replace('/jiju/', ''));
    expect(sources).toEqual(['package.json', 'node_modules', 'geodata/atlases', 'dist']);
    for (const source of sources.filter((each) => each !== 'dist'))
      expect(statSync(join(root, source)).size).toBeGreaterThan(0);
  });

  test('starts the program of the package, on a Node it runs on, as nobody in particular', () => {
    expect(JSON.parse(instructions('ENTRYPOINT')[0]!)).toEqual(['node', manifest.bin.jiju]);
    const [, wanted] = /(\d+)/.exec(manifest.engines.node)!;
    for (const image of instructions('FROM'))
      expect(Number(/^node:(\d+)-/.exec(image)![1])).toBeGreaterThanOrEqual(Number(wanted));
    expect(instructions('USER')).toEqual(['node']);
  });

  test('starts with options that the command has', () => {
    const options = (JSON.parse(instructions('CMD').at(-1)!) as string[])
      .filter((word) => word.startsWith('--'))
      .map((word) => word.slice(2));
    expect([...Object.keys(serverOptions), 'out']).toEqual(expect.arrayContaining(options));
  });

  test('sends no built or downloaded file of this machine along', () => {
    const ignored = readFileSync(join(deployment, 'Dockerfile.dockerignore'), 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', '**/node_modules', 'dist', '**/.jiju']));
  });
});
