import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ArchiveWriter, fileOutput } from '../../geodata/archive/index.ts';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { firstTileIdOfZoom, tileIdToZxy } from '../../geodata/model/tile-id.ts';

const TILES = 512;
const TILE_BYTES = 20_000;
const ZOOM = 6;
const REVISION = '0000000000000000';

export interface ServeFixture {
  bundleFolder: string;
  /** The same tiles as files `z/x/y`, gzipped, for servers of files. */
  tileFolder: string;
  /** "z/x/y" of every tile. */
  tiles: string[];
}

/** Writes 512 distinct tiles of 20 KB, as an archive in a bundle and as files. */
export async function writeServeFixture(folder: string): Promise<ServeFixture> {
  const bundleFolder = join(folder, 'bundle');
  const home = join(bundleFolder, 'bundles', REVISION);
  const tileFolder = join(folder, 'files');
  await mkdir(join(home, 'archives'), { recursive: true });
  const path = join(home, 'archives', 'bench.pmtiles');
  const writer = new ArchiveWriter(fileOutput(path));
  const tiles: string[] = [];
  for (let index = 0; index < TILES; index++) {
    const id = firstTileIdOfZoom(ZOOM) + index;
    const { z, x, y } = tileIdToZxy(id);
    const bytes = gzipSync(incompressible(index));
    writer.add(id, bytes);
    await mkdir(join(tileFolder, `${z}/${x}`), { recursive: true });
    await writeFile(join(tileFolder, `${z}/${x}/${y}`), bytes);
    tiles.push(`${z}/${x}/${y}`);
  }
  const bounds: [number, number, number, number] = [-180, -85, 180, 85];
  const center: [number, number, number] = [0, 0, ZOOM];
  const summary = writer.finish({
    metadata: { vector_layers: [] },
    minzoom: ZOOM,
    maxzoom: ZOOM,
    bounds,
    center,
  });
  const none = { levels: [], indicators: [], features: [], networks: [], tiers: [], measures: [], views: [] };
  const catalog: Partial<Catalog> = {
    ...none,
    jiju: 1,
    revision: REVISION,
    id: 'bench',
    tilesets: [
      {
        id: 'bench',
        revision: summary.revision,
        archive: 'archives/bench.pmtiles',
        minzoom: ZOOM,
        maxzoom: ZOOM,
        bounds,
        center,
        bytes: summary.bytes,
        tiles: summary.tiles,
        layers: [],
      },
    ],
  };
  await writeFile(join(home, 'catalog.json'), JSON.stringify(catalog));
  await writeFile(join(bundleFolder, 'current.json'), JSON.stringify({ revision: REVISION }));
  return { bundleFolder, tileFolder, tiles };
}

/** Bytes that gzip leaves as long as they are, from a generator with a seed. */
function incompressible(seed: number): Buffer {
  const bytes = Buffer.alloc(TILE_BYTES);
  let state = seed * 2_654_435_761 + 1;
  for (let offset = 0; offset < TILE_BYTES; offset++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[offset] = state & 0xff;
  }
  return bytes;
}
