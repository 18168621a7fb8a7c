import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { placesLayer } from '../../geodata/layers/declarations.ts';
import { drawn, fieldsOf, whereDrawn } from './field.ts';
import { regionFillId } from './region-layers.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

type Layers = LayerSpecification[];

const field = fieldsOf(placesLayer);

/** Radius in pixels, and so much more for what is drawn around the circle. */
const radius = (more = 0): ExpressionSpecification => ['+', ['coalesce', drawn('radius'), 0], more];

/** Plain land below places: the areas of the level above. */
export const land = (level: string, address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: `${level}-land`,
    type: 'fill',
    ...address,
    paint: { 'fill-color': palette.noData, 'fill-antialias': false },
  },
];

/** Regions that are points: circles sized and coloured by class, hollow without data, with a dot on estimates. */
export function placeLayers(level: string, address: LayerAddress, { palette, ramp }: StyleInput): Layers {
  const shades = palette.ramps[ramp].flatMap((color, shade) => [shade, color]) as [number, string];
  const shade: ExpressionSpecification = ['coalesce', drawn('shade'), -2];
  const hasNoData: ExpressionSpecification = ['==', shade, -1];
  // The largest lie below: a small place on a large one is still seen.
  const order = { 'circle-sort-key': field('rank') };
  return [
    {
      id: regionFillId(level),
      type: 'circle',
      ...address,
      layout: order,
      paint: {
        'circle-radius': radius(),
        'circle-color': ['match', shade, ...shades, -1, palette.noData, palette.parentBorder],
        'circle-opacity': ['case', ['==', drawn('outside'), true], 0.25, 0.92],
        'circle-stroke-color': ['case', hasNoData, palette.hatch, palette.placeEdge],
        'circle-stroke-width': ['case', hasNoData, 1.2, 0.8],
        'circle-stroke-opacity': ['case', ['==', drawn('outside'), true], 0.25, 1],
      },
    },
    {
      id: `${level}-marked`,
      type: 'circle',
      ...address,
      layout: order,
      paint: {
        'circle-radius': 1.5,
        'circle-color': palette.mark,
        'circle-opacity': whereDrawn('marked'),
        'circle-stroke-color': palette.casing,
        'circle-stroke-width': 1,
        'circle-stroke-opacity': whereDrawn('marked', 0.75),
      },
    },
  ];
}

/** Rings around the place under the pointer and the selected one. */
export const placeOutlines = (level: string, address: LayerAddress, { palette }: StyleInput): Layers => {
  const ring = (
    id: string,
    more: number,
    color: string,
    width: number,
    when: 'hovered' | 'selected',
  ): LayerSpecification => ({
    id: `${level}-${id}`,
    type: 'circle',
    ...address,
    paint: {
      'circle-radius': radius(more),
      'circle-opacity': 0,
      'circle-stroke-color': color,
      'circle-stroke-width': width,
      'circle-stroke-opacity': whereDrawn(when),
    },
  });
  return [
    ring('selected-casing', 0, palette.casing, 5, 'selected'),
    ring('hovered', 0.5, palette.selection, 1.5, 'hovered'),
    ring('selected', 1, palette.selection, 2.5, 'selected'),
  ];
};

/** A ring around the selected place where it is not of the shown level. */
export const otherPlace = (code: string, address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: 'other-selected',
    type: 'circle',
    ...address,
    filter: ['==', field('code'), code],
    paint: {
      'circle-radius': 6,
      'circle-opacity': 0,
      'circle-stroke-color': palette.selection,
      'circle-stroke-width': 2.5,
    },
  },
];
