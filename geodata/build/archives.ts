import { bakeArchive } from '../bake.ts';
import { makeCentresLayer } from '../layers/centres.ts';
import { makeFlowsLayer } from '../layers/flows.ts';
import { makeLabelsLayer } from '../layers/labels.ts';
import { makeRegionsLayer } from '../layers/regions.ts';
import type { TilesetEntry } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import type { LocalText } from '../model/text.ts';
import { greatCircle } from '../networks/great-circle.ts';
import type { BundleWriter } from './bundle-writer.ts';
import type { CompiledAtlas } from './compile.ts';
import type { BuildProgress } from './progress.ts';

const MAXZOOM = 8;
/**
 * Steps of 1/4096 tile that a drawn border may be off: a third of a pixel on a screen, and at the deepest zoom the
 * grid of 1/1024° that the boundaries of the embedded atlas were digitised on.
 */
const TOLERANCE = 3;
/** Vertices of a link; at the deepest zoom the chord stays within a tenth of a pixel of the circle. */
const LINK_SEGMENT_KM = 25;

/** Bakes the vector layers of an atlas into one tileset. */
export async function bakeArchives(
  atlas: CompiledAtlas,
  bundle: BundleWriter,
  version: string,
  progress: BuildProgress,
): Promise<{ entries: TilesetEntry[]; diagnostics: Diagnostic[] }> {
  progress.step('Bake tiles');
  const layers = layersOf(atlas).filter((layer) => layer.features.length > 0);
  const { config } = atlas;
  const archive = `archives/${config.id}.pmtiles`;
  const baked = await bakeArchive(
    layers,
    {
      minzoom: 0,
      maxzoom: MAXZOOM,
      tolerance: TOLERANCE,
      onProgress: (share) => progress.detail(`${Math.round(100 * share)} %`),
      metadata: {
        name: config.title.en,
        description: config.description.en,
        attribution: config.captions.credits.map((credit) => credit.en).join(' | '),
        version: '1.0.0',
        generator: `jiju ${version}`,
        sources: config.sources.map(({ id, title, publisher, year }) => ({ id, title, publisher, year })),
      },
    },
    await bundle.pathOf(archive),
  );
  await bundle.addFile(archive);
  const entry: TilesetEntry = {
    id: config.id,
    revision: baked.revision,
    archive,
    minzoom: baked.minzoom,
    maxzoom: baked.maxzoom,
    bounds: baked.bounds,
    center: centreOf(baked.bounds),
    bytes: baked.bytes,
    tiles: baked.tiles,
    layers: layers.map((layer) => ({
      id: layer.id,
      description: layerDescription(layer.id, atlas),
      geometry: layer.geometry,
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      fields: layer.fields,
      features: layer.features.length,
    })),
  };
  return { entries: [entry], diagnostics: baked.diagnostics };
}

/** The vector layers of an atlas, from the regions to their names; some may be empty. */
export function layersOf(atlas: CompiledAtlas): Layer[] {
  const regionOf = (level: string, code: string) =>
    atlas.levels.find((each) => each.config.id === level)!.byCode.get(code)!;
  return [
    ...atlas.levels.map((level) =>
      makeRegionsLayer(level.layer, level.regions, level.geometries, [0, MAXZOOM]),
    ),
    makeFlowsLayer(
      atlas.networks.flatMap((network) => network.documents),
      (level, a, b) => greatCircle(regionOf(level, a).point, regionOf(level, b).point, LINK_SEGMENT_KM),
      MAXZOOM,
    ),
    makeCentresLayer(atlas.tiers, (level, code) => regionOf(level, code).id, MAXZOOM),
    makeLabelsLayer(
      atlas.levels.map((level) => level.regions),
      MAXZOOM,
    ),
  ];
}

/** What a layer shows. */
export function layerDescription(layer: string, atlas: CompiledAtlas): LocalText {
  const level = atlas.levels.find((each) => each.layer === layer);
  if (level !== undefined) return level.config.name;
  if (layer === 'flows') return { zh: '区域间联系', en: 'Links between regions' };
  if (layer === 'centres') return { zh: '创新中心', en: 'Innovation centres' };
  return { zh: '地名注记', en: 'Names of regions' };
}

/** Middle of the box, at the zoom that shows it on a screen of 1024 pixels. */
function centreOf([west, south, east, north]: BoundingBox): TilesetEntry['center'] {
  const zoom = Math.max(0, Math.min(MAXZOOM, Math.floor(Math.log2((360 / Math.max(east - west, 1e-6)) * 2))));
  return [round((west + east) / 2), round((south + north) / 2), zoom];
}

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
