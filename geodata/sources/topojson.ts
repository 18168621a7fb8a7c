import { feature, type Topology } from 'topojson-client';
import { AtlasError } from '../model/atlas-error.ts';
import type { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, BoundaryOptions, RawFeature } from './boundary-format.ts';
import { featuresOf } from './geojson.ts';

/** TopoJSON 1.0 (github.com/topojson/topojson-specification), quantised or not. */
export const topojson: BoundaryFormat = {
  id: 'topojson',
  title: 'TopoJSON',
  matches: (file) => file.looksLikeJson && isTopology(file.json),
  read: readTopology,
};

/** Names of the objects of a TopoJSON file; null for any other file. */
export const topologyObjects = (file: BoundaryFile): string[] | null =>
  topojson.matches(file) ? Object.keys((file.json as Topology).objects ?? {}) : null;

const isTopology = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Topology';

function readTopology(file: BoundaryFile, { object }: BoundaryOptions): RawFeature[] {
  const topology = file.json as Topology;
  const names = Object.keys(topology.objects ?? {});
  const name = object ?? (names.length === 1 ? names[0] : undefined);
  if (name === undefined || !names.includes(name)) {
    const found = names.length === 0 ? 'no objects' : `the objects ${names.join(', ')}`;
    const expected = object === undefined ? 'only one' : `"${object}"`;
    throw new AtlasError(
      'invalid-data',
      `Found TopoJSON with ${found}, expected ${expected}. Name one of them under "object".`,
      { at: file.name },
    );
  }
  return featuresOf(feature(topology, name), file.name);
}
