import type { Catalog, LevelEntry } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import { zoomOffsetOf } from '../../geodata/model/zoom-offset.ts';
import { mapColours } from '../styles/map-colours.ts';
import type { PictureLayer } from './picture-map.ts';

// Regions, their borders and their names: what every map of an atlas is drawn on.

/** Zoom from which a level is drawn: the uppermost always. */
const minzoomOf = (level: LevelEntry): number => (level.parent === null ? 0 : level.zooms[0]);

const areAreas = ({ points }: LevelEntry): boolean => points !== true;

/** A circle for every place of a level of points; the largest lie below. Null leaves one out. */
export const placeLayer = (
  { layer }: LevelEntry,
  lookOf: (code: string) => { radius: number; fill: string } | null,
): PictureLayer => ({
  layer,
  minzoom: 0,
  draw({ code, rank }) {
    const look = lookOf(String(code));
    return look === null ? null : { kind: 'circle', ...look, order: Number(rank) };
  },
});

/** Places of all levels of points, in the neutral colour of a map without values. */
export const placeLayers = ({ levels }: Catalog): PictureLayer[] =>
  levels
    .filter((level) => !areAreas(level))
    .map((level) => placeLayer(level, () => ({ radius: 3, fill: mapColours.place })));

/** All regions of the uppermost level in the colour of land. */
export const landLayers = ({ levels }: Catalog): PictureLayer[] =>
  levels
    .filter(({ parent, points }) => parent === null && points !== true)
    .map(({ layer }) => ({ layer, minzoom: 0, draw: () => ({ kind: 'area', fill: mapColours.land }) }));

/** Borders, those of the largest regions on top; `always` is drawn at every zoom. */
export function borderLayers(catalog: Catalog, always: LevelEntry | null): PictureLayer[] {
  const offset = zoomOffsetOf(catalog);
  return catalog.levels
    .filter(areAreas)
    .toReversed()
    .map((level) => {
      const isUppermost = level.parent === null;
      return {
        layer: level.layer,
        minzoom: level === always ? 0 : minzoomOf(level),
        draw: (_properties, zoom) => ({
          kind: 'line',
          stroke: isUppermost ? mapColours.parentBorder : mapColours.border,
          width: between(zoom - offset, [3, isUppermost ? 0.8 : 0.3], [8, 2]),
        }),
      };
    });
}

/** Names, those of the largest regions first. */
export function nameLayers(catalog: Catalog, language: Language): PictureLayer[] {
  const offset = zoomOffsetOf(catalog);
  return catalog.levels.map((level, depth) => ({
    layer: 'labels',
    minzoom: minzoomOf(level),
    draw(properties, zoom) {
      if (properties['level'] !== level.id) return null;
      const text = String((language === 'zh' ? properties['name'] : properties['name_en']) ?? '');
      const size = between(zoom - offset, [3, level.parent === null ? 12 : 10], [8, 15]);
      // Ranks begin anew in every level.
      return { kind: 'name', text, size, order: depth * 1e6 + Number(properties['rank']) };
    },
  }));
}

/** A size that grows in a straight line from one zoom to another, and stays the same beyond them. */
function between(zoom: number, [from, small]: [number, number], [to, large]: [number, number]): number {
  const share = Math.min(1, Math.max(0, (zoom - from) / (to - from)));
  return small + share * (large - small);
}
