import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { centresLayer } from '../../geodata/layers/declarations.ts';
import { fieldsOf } from './field.ts';
import { labelText, mapFont } from './label-layers.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

const field = fieldsOf(centresLayer);

/** Radius in pixels of the circle of a tier; 1 is the highest tier. */
export const centreRadius = (tier: number): number => Math.max(3, 11 - 2.25 * (tier - 1));

const radiusAt = (scale: number): ExpressionSpecification => [
  '*',
  scale,
  ['max', 3, ['-', 11, ['*', 2.25, ['-', field('tier'), 1]]]],
];

/** Full size where the whole country fills a desk's screen, smaller on a phone's. */
const radius = (share: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  2,
  radiusAt(0.6 * share),
  3.4,
  radiusAt(share),
];

/** Centres as circles graded by tier, the two highest tiers with an eye; higher tiers lie on top. */
export function centreLayers(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { palette, scheme } = input;
  if (scheme === null) return [];
  const filter: FilterSpecification = ['==', field('scheme'), scheme];
  const sortKey: ExpressionSpecification = ['-', 0, field('tier')];
  return [
    {
      id: 'centres',
      type: 'circle',
      ...address,
      filter,
      layout: { 'circle-sort-key': sortKey },
      paint: {
        'circle-radius': radius(1),
        'circle-color': palette.centre,
        'circle-stroke-color': palette.casing,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'centres-eye',
      type: 'circle',
      ...address,
      filter: ['all', filter, ['<=', field('tier'), 2]],
      layout: { 'circle-sort-key': sortKey },
      paint: { 'circle-radius': radius(0.36), 'circle-color': palette.casing },
    },
  ];
}

/** Names of the centres; where there is no room the higher tier is named. */
export function centreLabels(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { palette, scheme } = input;
  if (scheme === null) return [];
  return [
    {
      id: 'centre-labels',
      type: 'symbol',
      ...address,
      filter: ['==', field('scheme'), scheme],
      layout: {
        'text-field': labelText(centresLayer, input.language),
        'text-font': [mapFont],
        'text-size': ['match', field('tier'), 1, 15, 2, 13.5, 3, 12.5, 11.5],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': ['match', field('tier'), 1, 0.95, 2, 0.9, 3, 0.75, 0.65],
        'text-justify': 'auto',
        'text-padding': 1,
        'symbol-sort-key': field('tier'),
      },
      paint: {
        'text-color': palette.label,
        'text-halo-color': palette.labelHalo,
        'text-halo-width': 1.6,
      },
    },
  ];
}
