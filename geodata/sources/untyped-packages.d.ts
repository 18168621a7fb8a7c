// The parts that jiju uses of packages that come without types.

declare module 'geobuf' {
  import type Pbf from 'pbf';
  /** GeoJSON; nothing else is certain of it. */
  export function decode(pbf: Pbf): unknown;
  export function encode(geojson: object, pbf: Pbf): Uint8Array;
}

declare module 'shpjs' {
  interface Feature {
    type: 'Feature';
    geometry: unknown;
    properties: Record<string, unknown>;
  }
  /** Geometries in WGS84 if the text of a .prj file is given that proj4 understands, else as they are. */
  export function parseShp(shp: Uint8Array, prj: string | undefined): unknown[];
  export function parseDbf(dbf: Uint8Array, encoding: string): Record<string, unknown>[];
  export function combine(parts: [unknown[], Record<string, unknown>[]]): { features: Feature[] };
}

declare module 'topojson-client' {
  export interface Topology {
    type: 'Topology';
    objects?: Record<string, object>;
  }
  /** GeoJSON of one object, given itself or by name. */
  export function feature(topology: Topology, object: string): unknown;
}
