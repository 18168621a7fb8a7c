import type { IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as serve } from '../../scripts/commands/serve.ts';
import { ClientAllowance } from '../../server/client-allowance.ts';
import { startServer } from '../../server/main.ts';
import { metricsText, type MetricsSnapshot } from '../../server/metrics.ts';
import { defaultServiceOptions } from '../../server/options.ts';
import { run } from '../support/command-line.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { writeToyClient } from '../support/toy-service.ts';

let folder: string;
let settings: Parameters<typeof startServer>[0];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-operation-'));
  await writeToyAtlas(folder);
  const clientFolder = await writeToyClient(folder);
  settings = { bundleFolder: folder, clientFolder, version: '1.2.3', port: 0, quiet: true };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Values of a metrics page by name with labels; checks that every line has the form of the format. */
function readMetrics(text: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const line of text.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_]+ /.test(line)) continue;
    const [, name, value] = /^([a-z_]+(?:\{(?:[a-z]+="[^"\\]*",?)+\})?) (\S+)$/.exec(line) ?? [];
    expect(name, line).toBeDefined();
    expect(Number(value), line).not.toBeNaN();
    values.set(name!, Number(value));
  }
  return values;
}

describe('metrics', () => {
  test('are served apart from the service and count its answers', async () => {
    const server = await startServer({ ...settings, metricsPort: 0 });
    await (await fetch(`${server.url}tiles/toy/3/6/3`)).arrayBuffer();
    await (await fetch(`${server.url}tiles/toy/3/6/3`)).arrayBuffer();
    await (await fetch(`${server.url}nothing`)).text();
    expect((await fetch(`${server.url}metrics`)).status).toBe(404);
    const home = `http://127.0.0.1:${server.metricsPort}`;
    await expect
      .poll(async () =>
        readMetrics(await (await fetch(`${home}/metrics`)).text()).get('jiju_answer_seconds_count'),
      )
      .toBe(4);
    const values = readMetrics(await (await fetch(`${home}/metrics`)).text());
    expect(values.get('jiju_answers_total{resource="tiles",status="200"}')).toBe(2);
    expect(values.get('jiju_answers_total{resource="other",status="404"}')).toBe(2);
    expect(values.get('jiju_sent_bytes_total')).toBeGreaterThan(1000);
    expect(values.get('jiju_answer_seconds_bucket{le="+Inf"}')).toBe(4);
    expect((await fetch(`${home}/other`)).status).toBe(404);
    await server.close();
    await expect(fetch(`${home}/metrics`)).rejects.toThrow();
  });

  test('of several processes are added up', async () => {
    const server = await startServer({ ...settings, workers: 2, metricsPort: 0 });
    for (let count = 0; count < 6; count++)
      await (await fetch(`${server.url}health`, { headers: { connection: 'close' } })).text();
    const read = async () =>
      readMetrics(await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text());
    await expect.poll(async () => (await read()).get('jiju_answer_seconds_count'), { timeout: 5000 }).toBe(6);
    expect((await read()).get('jiju_workers')).toBe(2);
    await server.close();
  });

  test('have classes of time that grow', () => {
    const snapshot: MetricsSnapshot = {
      answers: { 'tiles 200': 3 },
      bytes: 10,
      times: [1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      seconds: 4,
      pictures: { running: 0, waiting: 0, refused: 0 },
      residentBytes: 1,
      cpuSeconds: 1,
      loopDelay: 0.01,
      revision: 'a',
      isReloadFailing: true,
    };
    const values = readMetrics(metricsText([snapshot, { ...snapshot, revision: 'b' }]));
    expect(values.get('jiju_answer_seconds_bucket{le="0.001"}')).toBe(2);
    expect(values.get('jiju_answer_seconds_bucket{le="2.5"}')).toBe(4);
    expect(values.get('jiju_answer_seconds_bucket{le="+Inf"}')).toBe(6);
    expect(values.get('jiju_reload_failing')).toBe(1);
    expect(values.get('jiju_bundle_info{revision="b"}')).toBe(1);
  });
});

describe('work that clients may ask for', () => {
  const from = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
    ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage;
  const trusting = { ...defaultServiceOptions, trustProxy: true };

  test('is bounded for each address, and comes back with time', () => {
    let now = 0;
    const allowance = new ClientAllowance(() => now);
    const spend = () => allowance.spend(from('192.0.2.1'), defaultServiceOptions, 8);
    let spent = 0;
    expect(() => {
      for (; spent < 1000; spent++) spend();
    }).toThrow(expect.objectContaining({ status: 429 }));
    expect(spent).toBe(125);
    allowance.spend(from('192.0.2.2'), defaultServiceOptions, 1000);
    now += 1000;
    for (let count = 0; count < 6; count++) spend();
    expect(spend).toThrow(
      expect.objectContaining({ headers: expect.objectContaining({ 'Retry-After': '1' }) }),
    );
  });

  test('is counted by what a trusted proxy says last, never by what a client claims', () => {
    const allowance = new ClientAllowance(() => 0);
    const claimed = (count: number) => from('127.0.0.1', { 'x-forwarded-for': `10.0.0.${count}, 192.0.2.9` });
    expect(() => {
      for (let count = 0; count < 200; count++) allowance.spend(claimed(count), trusting, 8);
    }).toThrow();
    for (let count = 0; count < 200; count++)
      expect(() => allowance.spend(claimed(count), defaultServiceOptions, 8)).not.toThrow();
  });
});

test('while it stops, the service says so at /ready and finishes what it can', async () => {
  const server = await startServer({ ...settings, drainDelayMs: 400 });
  expect((await fetch(`${server.url}ready`)).status).toBe(200);
  const closed = server.close();
  const answer = await fetch(`${server.url}ready`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect((await fetch(`${server.url}tiles/toy/3/6/3`)).status).toBe(200);
  await closed;
  await expect(fetch(`${server.url}health`)).rejects.toThrow();
});

describe('jiju serve', () => {
  test('takes every option of the service', async () => {
    const answers: string[] = [];
    const result = await run(
      serve,
      '--port 0 --base-path /atlas --allow-host maps.example --memory 1 --metrics 0 --allow-origin https://one.example --allow-origin https://two.example/'
        .split(' ')
        .concat(folder),
      {
        out: (text) => void answers.push(text),
        untilInterrupted: async () => {
          const url = /http:\S+/.exec(answers.join(''))![0];
          const answer = await fetch(`${url}tiles/toy.json`, { headers: { Origin: 'https://two.example' } });
          answers.push(String(answer.headers.get('access-control-allow-origin')), await answer.text());
          const other = await fetch(`${url}health`, { headers: { Origin: 'https://three.example' } });
          answers.push(`other ${other.headers.get('access-control-allow-origin')}`);
        },
      },
    );
    expect(result.status).toBe(0);
    expect(answers).toContain('https://two.example');
    expect(answers).toContain('other null');
    expect(answers.join('')).toContain('/atlas/tiles/toy/');
    expect(result.notes).toMatch(/Metrics are at http:\/\/127\.0\.0\.1:\d+\/metrics/);
  });

  test.each([
    ['--workers', '0'],
    ['--memory', 'much'],
    ['--allow-origin', 'example.org'],
    ['--public-url', 'maps.example.org'],
    ['--metrics', '99999'],
  ])('%s %s is refused with what was expected', async (option, value) => {
    const result = await run(serve, [folder, option, value]);
    expect(result.status).toBe(2);
    expect(result.notes).toMatch(new RegExp(`${option}: found "${value}", expected`));
  });
});
