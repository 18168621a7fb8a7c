import type { AreaGeometry, BoundaryFeature } from '../../../model/geometry.ts';
import type { AtlasPackages } from '../../packages.ts';
import { prefectureOf, provinceOf } from './divisions.ts';
import type { DrawnUnit } from './drawn-units.ts';

/** The door of mapshaper that this recipe uses; the package has no types. */
interface Mapshaper {
  applyCommands(commands: string, input: Record<string, unknown>): Promise<Record<string, Uint8Array>>;
}

/**
 * `-clean` finds where borders that should be one were drawn twice, gives every overlap to one side and closes gaps
 * up to the given area; real lakes and bays are larger. Dissolving afterwards keeps both levels on one topology:
 * every border is the same list of vertices for both of its sides. GeoJSON comes out wound as RFC 7946 asks.
 */
const commands = [
  '-i units.json',
  '-clean gap-fill-area=60km2',
  '-dissolve prefecture + name=prefecture',
  '-target units',
  '-dissolve province + name=province',
  '-o target=prefecture,province format=geojson',
].join(' ');

interface DissolvedLayer {
  features: { geometry: AreaGeometry; properties: Record<string, string> }[];
}

/** Geometries of one level by code, ascending. */
function byCode(bytes: Uint8Array | undefined, key: string): Map<string, AreaGeometry> {
  const { features } = JSON.parse(new TextDecoder().decode(bytes)) as DissolvedLayer;
  const entries = features.map(({ geometry, properties }) => [properties[key]!, geometry] as const);
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Cleans the drawn units and merges them to provinces and to units of prefecture rank. */
export async function dissolveUnits(
  packages: AtlasPackages,
  units: readonly DrawnUnit[],
): Promise<{ province: Map<string, AreaGeometry>; prefecture: Map<string, AreaGeometry> }> {
  const features = units.map(({ code, polygons }): BoundaryFeature & { type: 'Feature' } => ({
    type: 'Feature',
    properties: { prefecture: prefectureOf(code), province: provinceOf(code) },
    geometry: { type: 'MultiPolygon', coordinates: polygons },
  }));
  const mapshaper = packages.load('mapshaper') as Mapshaper;
  const layers = await mapshaper.applyCommands(commands, {
    'units.json': { type: 'FeatureCollection', features },
  });
  return {
    province: byCode(layers['province.json'], 'province'),
    prefecture: byCode(layers['prefecture.json'], 'prefecture'),
  };
}
