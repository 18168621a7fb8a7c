import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { pino } from 'pino';
import { createService } from '../../server/app.ts';
import { BundleStore } from '../../server/bundle-store.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { startServer } from '../../server/main.ts';
import { defaultServiceOptions } from '../../server/options.ts';
import { usageOf } from './serve-nginx.ts';

// A process (or several) of its own for each contender, so that its CPU time can be read: started by serve.ts with the name of the
// contender and the folders as arguments; sends its port, and its CPU time whenever it is asked for.

const [, , name = '', bundleFolder = '', tileFolder = ''] = process.argv;

const headers = {
  'Content-Type': 'application/vnd.mapbox-vector-tile',
  'Content-Encoding': 'gzip',
  'Cache-Control': 'public, max-age=300',
  Vary: 'Accept-Encoding',
  'Access-Control-Allow-Origin': '*',
};

const contenders: Record<string, () => Promise<Server>> = {
  jiju: () => serviceOver(1 << 30),
  'jiju from disk': () => serviceOver(0),
  'node:http': async () => {
    const tiles = readTiles();
    return createServer((request, response) => {
      const bytes = tiles.get(request.url!.slice('/tiles/bench/'.length))!;
      response.writeHead(200, { ...headers, ETag: '"0123456789abcdef-g"', 'Content-Length': bytes.length });
      response.end(bytes);
    });
  },
  'Express route': async () => {
    const tiles = readTiles();
    const application = express();
    application.get('/tiles/:id/:z/:x/:y', (request, response) => {
      const { z, x, y } = request.params;
      response.set(headers);
      response.send(tiles.get(`${z}/${x}/${y}`));
    });
    return createServer(application);
  },
  'pmtiles getZxy': async () => {
    const path = join(bundleFolder, 'bundles/0000000000000000/archives/bench.pmtiles');
    const archive = new PMTiles(sourceOver(readFileSync(path)));
    return createServer((request, response) => {
      const [z, x, y] = request.url!.slice('/tiles/bench/'.length).split('/').map(Number);
      void archive.getZxy(z!, x!, y!).then((tile) => {
        const bytes = Buffer.from(tile!.data);
        response.writeHead(200, { ...headers, 'Content-Length': bytes.length });
        response.end(bytes);
      });
    });
  },
};

async function serviceOver(memoryBytes: number): Promise<Server> {
  const bundles = await BundleStore.open(bundleFolder, { memoryBytes });
  const log = pino({ level: 'silent' });
  const dependencies = { bundles, client: null, version: 'bench', options: defaultServiceOptions, log };
  return createHttpServer(createService(dependencies));
}

function readTiles(): Map<string, Buffer> {
  const paths = readdirSync(tileFolder, { recursive: true, encoding: 'utf8' });
  return new Map(
    paths
      .filter((path) => /^\d+\/\d+\/\d+$/.test(path))
      .map((path) => [path, readFileSync(join(tileFolder, path))]),
  );
}

const sourceOver = (bytes: Buffer): Source => ({
  getKey: () => 'bench',
  getBytes: async (offset, length): Promise<RangeResponse> => ({
    data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer,
  }),
});

/** The whole service with two processes; the others are one process each. */
async function startWorkers(): Promise<number> {
  const { port } = await startServer({
    bundleFolder,
    clientFolder: tileFolder,
    version: 'bench',
    port: 0,
    quiet: true,
    reloadEveryMs: 0,
    workers: 2,
  });
  return port;
}

async function startOne(): Promise<number> {
  const make = contenders[name];
  if (make === undefined)
    throw new Error(`no contender "${name}", only ${Object.keys(contenders).join(', ')}`);
  const server = await make();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const port = name === 'jiju, 2 workers' ? await startWorkers() : await startOne();
process.on('message', () => void usageOf(process.pid).then((usage) => process.send?.(usage)));
process.on('disconnect', () => process.exit());
process.send?.({ port });
