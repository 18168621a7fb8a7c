import { clipLine, clipPoints, clipRing, type ClipWindow } from './clip.ts';
import { decodeGeometry, encodeGeometry, signedArea, type Part } from './geometry.ts';
import type { LayerMessage } from './layer-message.ts';
import { readLayer, writeLayer, type TileFeature } from './layer.ts';

/** Which part of a tile to enlarge: `levels` zooms deeper, at a column and row counted from the tile's corner. */
export interface Descendant {
  levels: number;
  column: number;
  row: number;
}

/** Units around the tile that are kept, so that strokes and circles at its edge are whole. */
const AREA_BUFFER = 64;
const POINT_BUFFER = 512;

/**
 * Cuts a part out of the layers of a tile and enlarges it to a tile of its own, for clients that ask deeper than the
 * archive goes and draw nothing otherwise. Layers without a feature there are left out.
 */
export function overzoom(layers: readonly LayerMessage[], descendant: Descendant): LayerMessage[] {
  return layers.flatMap(({ name, bytes }) => {
    const layer = readLayer(bytes);
    const scale = 2 ** descendant.levels;
    const features = layer.features.flatMap((feature) => {
      const parts = decodeGeometry(feature.geometry, feature.type === 'point').map((part) =>
        part.map(
          (value, at) => value * scale - (at % 2 === 0 ? descendant.column : descendant.row) * layer.extent,
        ),
      );
      return clipFeature(feature, parts, layer.extent);
    });
    return features.length === 0 ? [] : [{ name, bytes: writeLayer({ ...layer, features }) }];
  });
}

function clipFeature(feature: TileFeature, parts: Part[], extent: number): TileFeature[] {
  const { type } = feature;
  if (type === 'unknown') return [];
  const buffer = type === 'point' ? POINT_BUFFER : AREA_BUFFER;
  const window: ClipWindow = { low: -buffer, high: extent + buffer };
  const kept =
    type === 'point'
      ? parts.map((part) => clipPoints(part, window)).filter((part) => part.length > 0)
      : type === 'line'
        ? parts.flatMap((part) => clipLine(part, window))
        : clipPolygons(parts, window);
  return kept.length === 0 ? [] : [{ ...feature, geometry: encodeGeometry(kept, type) }];
}

/** Rings that vanish are left out, and with an outer ring all holes that follow it. */
function clipPolygons(rings: Part[], window: ClipWindow): Part[] {
  const kept: Part[] = [];
  let isOuterKept = false;
  for (const ring of rings) {
    const isOuter = signedArea(ring) > 0;
    if (!isOuter && !isOuterKept) continue;
    const clipped = clipRing(ring, window);
    const area = signedArea(clipped);
    const survives = clipped.length >= 6 && (isOuter ? area > 0 : area < 0);
    if (survives) kept.push(clipped);
    if (isOuter) isOuterKept = survives;
  }
  return kept;
}
