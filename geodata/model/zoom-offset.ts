import type { BoundingBox } from './geometry.ts';
import { toMercatorSquare } from './web-mercator.ts';

/** Deepest zoom of the tiles of a large country. Zooms in styles and rules are written for an atlas of this size. */
const COUNTRY_MAXZOOM = 8;
/** Part of the world, along its side in Web Mercator, that such a country takes: 64 degrees of longitude. */
const COUNTRY_SHARE = 64 / 360;
/** At this zoom a step of a tile is 60 cm: no boundaries are finer. */
const MAXZOOM = 14;

/**
 * Deepest zoom of the tiles of an atlas that lies within a box: the smaller it is, the nearer it is looked at. Whatever
 * the size, an atlas is some 50 tiles of its deepest zoom wide.
 */
export function deepestZoom([west, south, east, north]: BoundingBox): number {
  const [left, top] = toMercatorSquare([west, north]);
  const [right, bottom] = toMercatorSquare([east, south]);
  const share = Math.max(right - left, bottom - top);
  const steps = Math.floor(Math.log2(COUNTRY_SHARE / Math.max(share, Number.MIN_VALUE)));
  return Math.min(MAXZOOM, COUNTRY_MAXZOOM + Math.max(0, steps));
}

/** What is added to the zooms of styles and rules for an atlas whose tiles end at `maxzoom`. */
export const zoomOffset = (maxzoom: number): number => Math.max(0, maxzoom - COUNTRY_MAXZOOM);

/** The same for the tilesets of an atlas. */
export const zoomOffsetOf = (atlas: Tilesets): number => zoomOffset(deepestZoomOf(atlas));

type Tilesets = { tilesets: readonly { maxzoom: number }[] };

/** Deepest zoom that any of the tilesets has. */
export const deepestZoomOf = ({ tilesets }: Tilesets): number =>
  Math.max(...tilesets.map(({ maxzoom }) => maxzoom));
