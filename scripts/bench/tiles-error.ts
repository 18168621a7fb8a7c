import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { fileSource, verifyArchive } from '../../geodata/archive/index.ts';

const EXTENT = 4096;
/** Side of a cell of the index of drawn segments, in tile steps: nothing further away is looked for. */
const CELL = 16;

/** How far true vertices are from the borders that a zoom draws, in steps of 1/4096 tile. */
export interface DrawingError {
  median: number;
  /** 99 of 100 vertices are nearer. */
  ninetyNinth: number;
  /** Share of vertices without a border within 16 steps: islands and bays that a zoom leaves out. */
  leftOut: number;
}

/** Compares the polygons of newline-delimited GeoJSON with what an archive draws at a zoom, feature by feature. */
export async function drawingError(input: string, archive: string, zoom: number): Promise<DrawingError> {
  const drawn = await drawnSegments(archive, zoom);
  const distances: number[] = [];
  let vertices = 0;
  for await (const line of createInterface({ input: createReadStream(input) })) {
    const { properties, geometry } = JSON.parse(line) as {
      properties: { name: string };
      geometry: { type: string; coordinates: unknown[] } | null;
    };
    const segments = drawn.get(properties.name);
    if (geometry === null || segments === undefined) continue;
    for (const [longitude, latitude] of positionsOf(geometry.coordinates)) {
      vertices++;
      const distance = segments.distance(...project(longitude, latitude, zoom));
      if (distance < CELL) distances.push(distance);
    }
  }
  const ascending = Float64Array.from(distances).sort();
  const quantile = (share: number): number => ascending[Math.floor(share * ascending.length)] ?? Number.NaN;
  return {
    median: quantile(0.5),
    ninetyNinth: quantile(0.99),
    leftOut: 1 - distances.length / vertices,
  };
}

function* positionsOf(coordinates: unknown[]): Generator<[number, number]> {
  if (typeof coordinates[0] === 'number') yield coordinates as [number, number];
  else for (const each of coordinates) yield* positionsOf(each as unknown[]);
}

function project(longitude: number, latitude: number, zoom: number): [x: number, y: number] {
  const steps = EXTENT * 2 ** zoom;
  const rise = Math.asinh(Math.tan((latitude * Math.PI) / 180));
  return [(longitude / 360 + 0.5) * steps, (0.5 - rise / (2 * Math.PI)) * steps];
}

/** Segments by the name of their feature, without those along the edges of tiles. */
async function drawnSegments(archive: string, zoom: number): Promise<Map<string, SegmentIndex>> {
  const drawn = new Map<string, SegmentIndex>();
  const source = await fileSource(archive);
  await verifyArchive(source, (bytes, z, tileX, tileY) => {
    if (z !== zoom) return [];
    const layer = Object.values(new VectorTile(new Pbf(new Uint8Array(bytes))).layers)[0]!;
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      const name = String(feature.properties['name']);
      let segments = drawn.get(name);
      if (segments === undefined) drawn.set(name, (segments = new SegmentIndex()));
      for (const ring of feature.loadGeometry()) {
        for (const [k, b] of ring.entries()) {
          const a = ring[k - 1];
          if (a === undefined || isOutside(a.x, b.x) || isOutside(a.y, b.y)) continue;
          const [west, north] = [tileX * EXTENT, tileY * EXTENT];
          segments.add(west + a.x, north + a.y, west + b.x, north + b.y);
        }
      }
    }
    return [];
  });
  await source.close();
  return drawn;
}

/** Whether a segment lies in the buffer only, where rings run along the edge they were cut at. */
const isOutside = (a: number, b: number): boolean => (a < 0 && b < 0) || (a > EXTENT && b > EXTENT);

/** Segments by the cells they run through. */
class SegmentIndex {
  readonly #cells = new Map<number, number[]>();

  add(ax: number, ay: number, bx: number, by: number): void {
    const count = Math.ceil(Math.max(Math.abs(bx - ax), Math.abs(by - ay)) / CELL) + 1;
    let last = -1;
    for (let i = 0; i <= count; i++) {
      const key = cellOf(ax + ((bx - ax) * i) / count, ay + ((by - ay) * i) / count);
      if (key === last) continue;
      last = key;
      const cell = this.#cells.get(key);
      if (cell === undefined) this.#cells.set(key, [ax, ay, bx, by]);
      else cell.push(ax, ay, bx, by);
    }
  }

  /** Distance to the nearest segment of the cells around; Infinity where there is none. */
  distance(x: number, y: number): number {
    let least = Infinity;
    for (let row = -1; row <= 1; row++) {
      for (let column = -1; column <= 1; column++) {
        const cell = this.#cells.get(cellOf(x + column * CELL, y + row * CELL)) ?? [];
        for (let i = 0; i < cell.length; i += 4) {
          const [ax, ay, bx, by] = [cell[i]!, cell[i + 1]!, cell[i + 2]!, cell[i + 3]!];
          const [dx, dy] = [bx - ax, by - ay];
          const share = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
          const near = Math.max(0, Math.min(1, share));
          least = Math.min(least, Math.hypot(x - ax - near * dx, y - ay - near * dy));
        }
      }
    }
    return least;
  }
}

const cellOf = (x: number, y: number): number => Math.floor(y / CELL) * 2 ** 22 + Math.floor(x / CELL);
