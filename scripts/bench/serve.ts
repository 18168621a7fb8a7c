import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitStatus, type Command } from '../command.ts';
import { numbersOption, quickOption } from './bench-options.ts';
import { writeServeFixture, type ServeFixture } from './serve-fixture.ts';
import { applyLoad, type Load, type LoadResult } from './serve-load.ts';
import { startNginx } from './serve-nginx.ts';
import { applyWrk, isWrkInstalled } from './serve-wrk.ts';

interface Usage {
  cpuMicroseconds: number;
  rssBytes: number;
}

interface Contender {
  port: number;
  /** CPU time of all its processes so far, and their memory. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

interface Row {
  contender: string;
  what: string;
  load: LoadResult;
  cpuPerRequest: number;
  rssBytes: number;
}

export const command: Command = {
  name: 'serve',
  summary:
    'Tiles per second, CPU time and latency of the service beside nginx, node:http, Express and pmtiles.',
  usage: '-- [options]',
  options: {
    seconds: {
      type: 'string',
      placeholder: '<n>',
      default: '4',
      description: 'How long each contender is loaded',
    },
    quick: quickOption,
  },
  async run({ values }) {
    const [seconds = 4] = numbersOption(values, 'seconds', [values['quick'] === true ? 0.5 : 4]);
    await compareServices(seconds);
    return exitStatus.ok;
  },
};

/**
 * Serves 512 distinct tiles of 20 KB in random order to 32 connections, by this service and by its peers one after
 * the other, and prints requests per second, CPU time per request and latencies.
 */
async function compareServices(seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'jiju-bench-'));
  try {
    const fixture = await writeServeFixture(folder);
    const rows: Row[] = [];
    const put = isWrkInstalled() ? (load: Load) => applyWrk(folder, load) : applyLoad;
    if (put === applyLoad)
      console.log('wrk is not installed: a client in JavaScript takes its place, and a processor.');
    const measure = async (
      name: string,
      contender: Contender,
      variants: Record<string, Buffer[]>,
    ): Promise<void> => {
      for (const [what, requests] of Object.entries(variants)) {
        const asked = { port: contender.port, requests, connections: 32 };
        await put({ ...asked, seconds: Math.min(1, seconds) });
        const before = await contender.usage();
        const load = await put({ ...asked, seconds });
        const after = await contender.usage();
        const refused = Object.keys(load.statuses).filter((status) => Number(status) >= 400);
        if (refused.length > 0) throw new Error(`${name} answered ${what} with ${refused.join(', ')}.`);
        const cpuPerRequest = (after.cpuMicroseconds - before.cpuMicroseconds) / (load.perSecond * seconds);
        rows.push({ contender: name, what, load, cpuPerRequest, rssBytes: after.rssBytes });
        print(rows.at(-1)!);
      }
      await contender.stop();
    };
    const tiles = { tiles: requestsFor(fixture) };
    const nginx = await startNginx(folder, fixture.tileFolder);
    if (nginx === null) console.log('nginx is not installed: its row is left out.');
    else await measure('nginx', nginx, tiles);
    const answers = {
      ...tiles,
      '304': requestsFor(fixture, 'If-None-Match: *\r\n'),
      ranges: [rangeRequest()],
    };
    for (const name of ['jiju', 'jiju, 2 workers'])
      await measure(name, await startContender(name, fixture), answers);
    for (const name of ['jiju from disk', 'node:http', 'Express route', 'pmtiles getZxy'])
      await measure(name, await startContender(name, fixture), tiles);
    printRatios(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const requestsFor = ({ tiles }: ServeFixture, extra = ''): Buffer[] =>
  tiles.map((tile) =>
    Buffer.from(
      `GET /tiles/bench/${tile} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Mozilla/5.0\r\nAccept: */*\r\n` +
        `Accept-Encoding: gzip, deflate, br\r\nAccept-Language: zh\r\n${extra}\r\n`,
    ),
  );

const rangeRequest = (): Buffer =>
  Buffer.from('GET /archives/bench.pmtiles HTTP/1.1\r\nHost: localhost\r\nRange: bytes=16384-36383\r\n\r\n');

async function startContender(name: string, fixture: ServeFixture): Promise<Contender> {
  const file = join(import.meta.dirname, 'serve-contender.ts');
  const child = fork(file, [name, fixture.bundleFolder, fixture.tileFolder], {
    execArgv: ['--import', 'tsx'],
  });
  const { port } = (await answerOf(child)) as { port: number };
  return {
    port,
    usage: () => {
      child.send('usage');
      return answerOf(child) as Promise<Usage>;
    },
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

const answerOf = async (child: ChildProcess): Promise<unknown> => {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
};

function print({ contender, what, load, cpuPerRequest, rssBytes }: Row): void {
  const figures = [
    `${Math.round(load.perSecond).toLocaleString('en')}/s`.padStart(10),
    `${cpuPerRequest.toFixed(1)} µs CPU`.padStart(14),
    `p50 ${load.p50.toFixed(2)} ms`.padStart(13),
    `p99 ${load.p99.toFixed(2)} ms`.padStart(13),
    `${Math.round(rssBytes / 2 ** 20)} MB`.padStart(8),
  ];
  console.log(
    `${contender.padEnd(16)}${what.padEnd(8)}${figures.join('')}   ${JSON.stringify(load.statuses)}`,
  );
}

function printRatios(rows: Row[]): void {
  const ours = rows.filter(({ contender }) => contender === 'jiju');
  for (const { contender, what, load, cpuPerRequest } of rows) {
    const own = ours.find((row) => row.what === what)!;
    if (contender === 'jiju') continue;
    const throughput = (own.load.perSecond / load.perSecond).toFixed(2);
    const cpu = (cpuPerRequest / own.cpuPerRequest).toFixed(2);
    console.log(`${what}: jiju is at ${throughput}x of ${contender} (CPU ${cpu}x)`);
  }
}
