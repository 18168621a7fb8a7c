import type { ArchiveMetadata } from '../archive/index.ts';
import { bakeArchive } from '../bake.ts';
import { makeAgglomerationsLayer } from '../layers/agglomerations.ts';
import { makeArrowheadsLayer } from '../layers/arrowheads.ts';
import { makeCentresLayer } from '../layers/centres.ts';
import { makeCorridorsLayer } from '../layers/corridors.ts';
import { makeFlowsLayer } from '../layers/flows.ts';
import { makeLabelsLayer } from '../layers/labels.ts';
import { makeNodesLayer } from '../layers/nodes.ts';
import type { AtlasZooms } from '../layers/places.ts';
import { makePlacesLayer, placeZoom } from '../layers/places.ts';
import { makeRegionsLayer } from '../layers/regions.ts';
import { projString } from '../model/equal-area-plane.ts';
import type { EqualAreaTileset, TilesetEntry } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import { zoomOffset } from '../model/zoom-offset.ts';
import { greatCircle } from '../networks/great-circle.ts';
import { pointAlong } from '../networks/point-along.ts';
import { zoomsOfNodes } from '../networks/zoom-budget.ts';
import type { BundleWriter } from './bundle-writer.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import { extentInPlane, layerInPlane, planeFor } from './equal-area.ts';
import { homeOf } from './home.ts';
import type { ArchiveFacts, ArchiveKeeper } from './kept-archives.ts';
import { layerDescription, layerRule, layerTitle } from './layer-texts.ts';
import { layersHash } from './layers-hash.ts';
import type { CompiledLevel } from './levels.ts';
import { areasOf } from './levels.ts';
import type { BuildProgress } from './progress.ts';
import { regionRanks } from './region-ranks.ts';

/**
 * Steps of 1/4096 tile that a drawn border may be off: a third of a pixel on a screen, and at the deepest zoom of a
 * country the grid of 1/1024° that the boundaries of the embedded atlas were digitised on.
 */
const TOLERANCE = 3;
/** Between vertices of a link: at the deepest zoom of a country the chord stays within a tenth of a pixel of the circle. */
const LINK_SEGMENT_KM = 25;
/** Where arrowheads stand: past the middle, so that A → B and B → A, which share a line, have one each. */
const ARROWHEAD_FRACTION = 0.65;

export interface BakedArchives {
  tilesets: TilesetEntry[];
  equalArea: EqualAreaTileset | null;
  diagnostics: Diagnostic[];
}

/** Bakes the vector layers of an atlas into one tileset, and where it asks for it into one of equal areas too. */
export async function bakeArchives(
  atlas: CompiledAtlas,
  { bundle, keeper }: { bundle: BundleWriter; keeper: ArchiveKeeper },
  version: string,
  progress: BuildProgress,
): Promise<BakedArchives> {
  const layers = layersOf(atlas).filter((layer) => layer.features.length > 0);
  const { id, equalArea } = atlas.config;
  const content = layersHash(layers);
  const bake = (title: string, tileset: string, move: LayerMove, metadata: ArchiveMetadata) => {
    progress.step(title);
    const archive = { tileset, layers, content, move, metadata, version, progress };
    return bakeLayers(atlas, { bundle, keeper }, archive);
  };
  const { entry, diagnostics } = await bake('Bake tiles', id, (layer) => layer, {});
  if (equalArea === undefined) return { tilesets: [entry], equalArea: null, diagnostics };

  const home = homeOf(atlas);
  const plane = planeFor(equalArea, home);
  // What is repaired is the same again, so it is not told twice.
  const { entry: planar } = await bake(
    'Bake tiles of equal areas',
    `${id}-equal-area`,
    (layer) => layerInPlane(layer, plane),
    { projection: projString(plane), square: { corner: plane.corner, side: plane.sideKm } },
  );
  return {
    tilesets: [entry],
    equalArea: {
      ...planar,
      bounds: entry.bounds,
      center: entry.center,
      plane,
      home: extentInPlane(layers, plane, home),
      whole: extentInPlane(layers, plane, entry.bounds),
    },
    diagnostics,
  };
}

/** Where a layer stands on the grid that tiles are cut in. */
type LayerMove = (layer: Layer) => Layer;

async function bakeLayers(
  atlas: CompiledAtlas,
  { bundle, keeper }: { bundle: BundleWriter; keeper: ArchiveKeeper },
  {
    tileset,
    layers,
    content,
    move,
    metadata,
    version,
    progress,
  }: {
    tileset: string;
    layers: readonly Layer[];
    /** Hash over the layers before they are moved; the metadata tell how they are. */
    content: string;
    move: LayerMove;
    metadata: ArchiveMetadata;
    version: string;
    progress: BuildProgress;
  },
): Promise<{ entry: TilesetEntry; diagnostics: Diagnostic[] }> {
  const { config } = atlas;
  const archive = `archives/${tileset}.pmtiles`;
  const path = await bundle.pathOf(archive);
  const options = {
    minzoom: 0,
    maxzoom: atlas.maxzoom,
    tolerance: TOLERANCE,
    descriptions: Object.fromEntries(layers.map(({ id }) => [id, layerDescription(id, atlas)])),
    metadata: {
      name: config.title.en,
      description: config.description.en,
      attribution: config.captions.credits.map((credit) => credit.en).join(' | '),
      version: '1.0.0',
      generator: `jiju ${version}`,
      sources: config.sources.map(({ id, title, publisher, year }) => ({ id, title, publisher, year })),
      ...metadata,
    },
  };
  const onProgress = (share: number): void => progress.detail(`${Math.round(100 * share)} %`);
  const baked = await keeper.archive(tileset, [content, JSON.stringify(options)], path, () =>
    bakeArchive(layers.map(move), { ...options, onProgress }, path),
  );
  await bundle.addFile(archive);
  const entry: TilesetEntry = {
    id: tileset,
    revision: baked.revision,
    archive,
    minzoom: baked.minzoom,
    maxzoom: baked.maxzoom,
    bounds: baked.bounds,
    center: centreOf(baked.bounds, atlas.maxzoom),
    bytes: baked.bytes,
    tiles: baked.tiles,
    layers: layers.map((layer) => ({
      id: layer.id,
      description: layerTitle(layer.id, atlas),
      geometry: layer.geometry,
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      fields: layer.fields,
      features: layer.features.length,
      ...deferralOf(layer.id, atlas, baked),
    })),
  };
  return { entry, diagnostics: baked.diagnostics };
}

/** The vector layers of an atlas, from the regions to their names; some may be empty. */
export function layersOf(atlas: CompiledAtlas): Layer[] {
  const { maxzoom } = atlas;
  const offset = zoomOffset(maxzoom);
  const levelOf = (level: string) => atlas.levels.find((each) => each.config.id === level)!;
  const regionOf = (level: string, code: string) => levelOf(level).byCode.get(code)!;
  const areaOf = (level: string, code: string) =>
    areasOf(levelOf(level))[levelOf(level).regions.indexOf(regionOf(level, code))]!;
  const lineOf = (level: string, a: string, b: string) =>
    greatCircle(regionOf(level, a).point, regionOf(level, b).point, LINK_SEGMENT_KM / 2 ** offset);
  const headOf = (level: string, a: string, b: string) =>
    pointAlong(regionOf(level, a).point, regionOf(level, b).point, ARROWHEAD_FRACTION);
  const documents = atlas.networks.flatMap((network) => network.documents);
  return [
    ...atlas.levels.map((level) =>
      level.isOfPoints
        ? makePlacesLayer(level.layer, level.regions, regionRanks(level, atlas), { maxzoom, offset })
        : makeRegionsLayer(level.layer, level.regions, areasOf(level), [0, maxzoom]),
    ),
    makeAgglomerationsLayer(
      // Points have no areas to put together.
      atlas.agglomerations.filter(({ level }) => !levelOf(level).isOfPoints),
      areaOf,
      maxzoom,
    ),
    makeCorridorsLayer(atlas.corridors, lineOf, maxzoom),
    makeFlowsLayer(documents, lineOf, maxzoom),
    makeArrowheadsLayer(documents, headOf, maxzoom),
    makeNodesLayer(
      documents,
      regionOf,
      ({ structure, nodes, a, b }) =>
        structure && zoomsOfNodes({ a, b }, structure.links.zoom, nodes.length, offset),
      maxzoom,
    ),
    makeCentresLayer(atlas.tiers, maxzoom),
    makeLabelsLayer(
      atlas.levels.map((level) => ({
        regions: level.regions,
        ranks: regionRanks(level, atlas),
        minzoom: zoomOfNames(level, { maxzoom, offset }),
      })),
      maxzoom,
    ),
  ];
}

/**
 * Names of regions within others wait for the zoom at which their level is the one to show, those of places for the zoom of
 * their circle.
 */
const zoomOfNames = (
  { config: { parent, zooms }, isOfPoints }: CompiledLevel,
  atlas: AtlasZooms,
): ((rank: number) => number) =>
  isOfPoints ? (rank) => placeZoom(rank, atlas) : () => (parent === undefined ? 0 : zooms[0]);

/** How much of a layer its zooms leave to deeper ones, and why. */
function deferralOf(
  layer: string,
  atlas: CompiledAtlas,
  { deferred }: ArchiveFacts,
): Pick<TilesetEntry['layers'][number], 'deferred'> {
  const zooms = deferred.filter((each) => each.layer === layer).map(({ zoom, count }) => ({ zoom, count }));
  const rule = layerRule(layer, atlas);
  return zooms.length === 0 || rule === null ? {} : { deferred: { rule, zooms } };
}

/** Middle of the box, at the zoom that shows it on a screen of 1024 pixels. */
function centreOf([west, south, east, north]: BoundingBox, maxzoom: number): TilesetEntry['center'] {
  const zoom = Math.max(0, Math.min(maxzoom, Math.floor(Math.log2((360 / Math.max(east - west, 1e-6)) * 2))));
  return [round((west + east) / 2), round((south + north) / 2), zoom];
}

const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
