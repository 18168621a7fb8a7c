import type { TileArchive } from '../tile-archive.ts';
import { clipLine, clipRing } from '../vector-tile/clip.ts';
import { decodeGeometry, type Part } from '../vector-tile/geometry.ts';
import { splitLayers } from '../vector-tile/layer-message.ts';
import { propertiesOf, readLayer, type TileFeature, type TileLayer } from '../vector-tile/layer.ts';
import type { Mark, PictureLayer, Properties } from './picture-map.ts';
import { visibleTiles, type Viewport, type VisibleTile } from './viewport.ts';

/** Layers of one tile, decoded, and where the tile lies in the picture. */
export interface PlacedTile {
  tile: VisibleTile;
  layers: ReadonlyMap<string, TileLayer>;
}

/** Something to draw, in pixels of the picture: runs of x and y in turn. */
export interface Shape {
  mark: Mark;
  parts: Part[];
}

/** Points count from outside as well: a circle or a name reaches into the picture. */
const POINT_MARGIN = 256;

/** Reads those tiles of an archive that a picture needs, with the wanted layers only. */
export async function readPlacedTiles(
  archive: TileArchive,
  viewport: Viewport,
  wanted: ReadonlySet<string>,
): Promise<PlacedTile[]> {
  const placed = visibleTiles(viewport, archive.entry, POINT_MARGIN).map(async (tile) => {
    const place = archive.find(tile.z, tile.x, tile.y);
    if (place < 0) return null;
    const messages = splitLayers(archive.inflate(await archive.stored(place), place));
    const layers = new Map(
      messages.filter(({ name }) => wanted.has(name)).map(({ name, bytes }) => [name, readLayer(bytes)]),
    );
    return { tile, layers };
  });
  return (await Promise.all(placed)).filter((tile) => tile !== null);
}

/** What one layer of a map draws of the tiles. Areas and lines are cut where the next tile goes on. */
export function shapesOf(
  tiles: readonly PlacedTile[],
  { layer: name, draw }: PictureLayer,
  viewport: Viewport,
): Shape[] {
  return tiles.flatMap(({ tile, layers }) => {
    const layer = layers.get(name);
    if (layer === undefined) return [];
    const isVisible = overlaps(tile, viewport);
    return layer.features.flatMap((feature) => {
      if (feature.type === 'unknown' || (feature.type !== 'point' && !isVisible)) return [];
      const properties: Properties = propertiesOf(layer, feature);
      const mark = draw(properties, viewport.zoom);
      return mark === null ? [] : [{ mark, parts: partsOf(feature, mark, layer.extent, tile) }];
    });
  });
}

const overlaps = ({ left, top, side }: VisibleTile, { width, height }: Viewport): boolean =>
  left < width && top < height && left + side > 0 && top + side > 0;

function partsOf(feature: TileFeature, mark: Mark, extent: number, tile: VisibleTile): Part[] {
  const scale = tile.side / extent;
  const place = (part: Part): Part =>
    part.map((value, at) => (at % 2 === 0 ? tile.left : tile.top) + value * scale);
  const parts = decodeGeometry(feature.geometry, feature.type === 'point');
  if (feature.type === 'point') return parts.map(place);
  if (mark.kind === 'area') {
    // Half a pixel more, or the ground would shine through between two tiles.
    const overlap = Math.ceil(0.5 / scale);
    const window = { low: -overlap, high: extent + overlap };
    return parts
      .map((ring) => clipRing(ring, window))
      .filter((ring) => ring.length >= 6)
      .map(place);
  }
  const isRing = feature.type === 'polygon';
  return parts
    .flatMap((part) => clipLine(isRing ? [...part, part[0]!, part[1]!] : part, { low: 0, high: extent }))
    .map(place);
}
