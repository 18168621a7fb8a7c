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

/** Lower tiers are named from the zoom on at which a country fills more than a phone's screen. */
const lowerTiersNamed = 2.2;

/** Names of the centres, smaller on a phone's screen; where there is no room the higher tier is named. */
export function centreLabels(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { palette, scheme } = input;
  if (scheme === null) return [];
  const size = (...sizes: [number, number, number, number]): ExpressionSpecification => [
    'match',
    field('tier'),
    1,
    sizes[0],
    2,
    sizes[1],
    3,
    sizes[2],
    sizes[3],
  ];
  const names = (id: string, tiers: FilterSpecification, minzoom: number): LayerSpecification => ({
    id,
    type: 'symbol',
    ...address,
    filter: ['all', ['==', field('scheme'), scheme], tiers] as FilterSpecification,
    minzoom,
    layout: {
      'text-field': labelText(centresLayer, input.language),
      'text-font': [mapFont],
      'text-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        2,
        size(12, 11, 10.5, 10.5),
        3,
        size(15, 13.5, 12.5, 11.5),
      ],
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
  });
  return [
    names('centre-labels-lower', ['>', field('tier'), 2], lowerTiersNamed),
    names('centre-labels', ['<=', field('tier'), 2], 0),
  ];
}
