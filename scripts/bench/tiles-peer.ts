import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';
import type GeoJSON from 'geojson';
import GeoJSONVT from 'geojson-vt';
import vtpbf from 'vt-pbf';
import { ArchiveWriter, fileOutput } from '../../geodata/archive/index.ts';
import { zxyToTileId } from '../../geodata/model/tile-id.ts';

// The tiler that npm has, in a process of its own: geojson-vt cuts, vt-pbf encodes, at the resolution, buffer and
// tolerance of the others. Arguments: file of GeoJSON lines, archive, deepest zoom.

const [input = '', output = '', maxzoom = '8'] = process.argv.slice(2);
const features: GeoJSON.Feature[] = [];
for await (const line of createInterface({ input: createReadStream(input) }))
  features.push(JSON.parse(line) as GeoJSON.Feature);
const maxZoom = Number(maxzoom);
const index = new GeoJSONVT(
  { type: 'FeatureCollection', features },
  {
    maxZoom,
    indexMaxZoom: maxZoom,
    indexMaxPoints: 0,
    tolerance: 1,
    extent: 4096,
    buffer: 64,
  },
);
const tiles = index.tileCoords
  .map(({ z, x, y }) => ({ z, x, y, id: zxyToTileId(z, x, y) }))
  .sort((a, b) => a.id - b.id);
const writer = new ArchiveWriter(fileOutput(output));
for (const { z, x, y, id } of tiles) {
  const tile = index.getTile(z, x, y);
  if (tile !== null && tile.features.length > 0)
    writer.add(id, gzipSync(vtpbf.fromGeojsonVt({ layer: tile }, { version: 2, extent: 4096 })));
}
writer.finish({
  metadata: { vector_layers: [{ id: 'layer', fields: {} }] },
  minzoom: 0,
  maxzoom: maxZoom,
  bounds: [-180, -85, 180, 85],
  center: [0, 0, 0],
});
