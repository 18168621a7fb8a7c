import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { regionsLayer } from '../../geodata/layers/declarations.ts';
import { drawn, fieldsOf, whereDrawn } from './field.ts';
import { hatchImage, markImage } from './patterns.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

type Layers = LayerSpecification[];

export const regionFillId = (level: string): string => `${level}-fill`;

/** A soft band outside the outer border; the fills cover its inner half. */
export const waterline = (address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: 'waterline',
    type: 'line',
    ...address,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.waterline, 'line-width': 14, 'line-blur': 5 },
  },
];

/** The regions of the shown level: colour by class, hatching without data, dots on estimates. */
export function regionLayers(
  level: string,
  address: LayerAddress,
  topmost: boolean,
  { palette, theme, ramp }: StyleInput,
): Layers {
  const shades = palette.ramps[ramp].flatMap((color, shade) => [shade, color]) as [number, string];
  return [
    {
      id: `${level}-ground`,
      type: 'fill',
      ...address,
      paint: { 'fill-color': palette.noData, 'fill-antialias': false },
    },
    {
      id: `${level}-no-data`,
      type: 'fill',
      ...address,
      paint: {
        'fill-pattern': hatchImage(theme),
        'fill-opacity': ['case', ['==', drawn('shade'), -1], 1, 0],
      },
    },
    {
      id: regionFillId(level),
      type: 'fill',
      ...address,
      paint: {
        'fill-color': ['match', ['coalesce', drawn('shade'), -1], ...shades, 'transparent'],
        'fill-antialias': false,
      },
    },
    {
      id: `${level}-marked`,
      type: 'fill',
      ...address,
      paint: { 'fill-pattern': markImage(theme), 'fill-opacity': whereDrawn('marked') },
    },
    {
      id: `${level}-outside`,
      type: 'fill',
      ...address,
      paint: { 'fill-color': palette.veil, 'fill-opacity': whereDrawn('outside', 0.72) },
    },
    ...(topmost
      ? []
      : [
          {
            id: `${level}-border`,
            type: 'line' as const,
            ...address,
            layout: { 'line-join': 'round' as const },
            paint: {
              'line-color': palette.border,
              'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.4, 7, 1.2] as ExpressionSpecification,
            },
          },
        ]),
  ];
}

/** Borders of the topmost level, over the finer ones. They also show islands too small for a colour. */
export const topBorder = (level: string, address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: `${level}-border`,
    type: 'line',
    ...address,
    layout: { 'line-join': 'round' },
    paint: {
      'line-color': palette.parentBorder,
      'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 7, 1.8],
      'line-opacity': 0.75,
    },
  },
];

/** Outlines of the region under the pointer and of the selected one. */
export const regionOutlines = (level: string, address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: `${level}-selected-casing`,
    type: 'line',
    ...address,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.casing, 'line-width': 5, 'line-opacity': whereDrawn('selected') },
  },
  {
    id: `${level}-hovered`,
    type: 'line',
    ...address,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.selection, 'line-width': 1.5, 'line-opacity': whereDrawn('hovered') },
  },
  {
    id: `${level}-selected`,
    type: 'line',
    ...address,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.selection, 'line-width': 2.5, 'line-opacity': whereDrawn('selected') },
  },
];

const field = fieldsOf(regionsLayer);

/** Outline of the selected region where it is not of the shown level. */
export const otherOutline = (code: string, address: LayerAddress, { palette }: StyleInput): Layers => [
  {
    id: 'other-selected',
    type: 'line',
    ...address,
    filter: ['==', field('code'), code],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': palette.selection, 'line-width': 2.5 },
  },
];
