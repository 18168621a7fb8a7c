import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
  SourceSpecification,
} from 'maplibre-gl';
import { flowsLayer } from '../../geodata/layers/declarations.ts';
import { fieldsOf } from './field.ts';
import { mapFont } from './label-layers.ts';
import type { LinkNode } from './link-nodes.ts';
import { linkWidthExpression } from '../../geodata/model/link-width.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

const field = fieldsOf(flowsLayer);

/** What tiles say for the year of links without time. */
const timeless = 0;

/**
 * The strongest links of one network and year, widest on top, each with a casing that separates it from every class of the
 * colours below. With a region selected its links stay strong and all others recede.
 */
export function flowLayers(address: LayerAddress, input: StyleInput): LayerSpecification[] {
  const { network, selected, palette } = input;
  if (network === null) return [];
  const strongest = network.weight.extent[1];
  const filter = ofShownLinks(field, input);
  const layout: LineLayerSpecification['layout'] = {
    'line-join': 'round',
    'line-sort-key': ['-', 0, field('rank')],
  };
  const opacity = linkOpacity(field, selected?.level === network.level ? selected.code : null);
  const line = (id: string, color: string, extraWidth: number): LineLayerSpecification => ({
    id,
    type: 'line',
    ...address,
    filter,
    layout,
    paint: {
      'line-color': color,
      'line-width': linkWidthExpression(field('weight'), strongest, extraWidth),
      'line-opacity': opacity,
    },
  });
  return [line('flows-casing', palette.casing, 2), line('flows', palette.flow, 0)];
}

type LinkField = (name: 'network' | 'year' | 'rank' | 'a' | 'b') => ExpressionSpecification;

/** The links of the network and year that are drawn, in a layer that has their fields. */
export const ofShownLinks = (
  field: LinkField,
  { network, linkYear, linkRanks }: StyleInput,
): FilterSpecification => [
  'all',
  ['==', field('network'), network?.id ?? ''],
  ['==', field('year'), linkYear ?? timeless],
  ['in', field('rank'), ['literal', [...linkRanks]]],
];

/** Links of the selected place stay strong, all others recede. */
export const linkOpacity = (
  field: LinkField,
  selectedCode: string | null,
): ExpressionSpecification | number =>
  selectedCode === null
    ? 0.9
    : ['case', ['any', ['==', field('a'), selectedCode], ['==', field('b'), selectedCode]], 1, 0.12];

/** Source of the ends of the drawn links. */
export const nodeSource = 'link-nodes';

/** The ends as points; properties are what `nodeLayers` reads. */
export const nodeSourceOf = (nodes: readonly LinkNode[]): SourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: nodes.map(({ longitude, latitude, name, strength, zoom }, place) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { name: name.zh, name_en: name.en, strength, zoom, rank: place + 1 },
    })),
  },
});

/** Ends as circles whose area grows with the strength of the node, the strongest with their names. */
export function nodeLayers({ palette, language }: StyleInput): LayerSpecification[] {
  const radius = (scale: number): ExpressionSpecification => [
    '*',
    scale,
    ['+', 1.5, ['*', 4.5, ['sqrt', ['get', 'strength']]]],
  ];
  // Where tiles leave all its links to deeper zooms a place is no end of anything yet.
  const filter: FilterSpecification = ['>=', ['zoom'], ['get', 'zoom']];
  return [
    {
      id: 'link-nodes',
      type: 'circle',
      source: nodeSource,
      filter,
      layout: { 'circle-sort-key': ['-', 0, ['get', 'rank']] },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 2, radius(0.6), 4, radius(1), 7, radius(1.6)],
        'circle-color': palette.casing,
        'circle-stroke-color': palette.flow,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'link-node-labels',
      type: 'symbol',
      source: nodeSource,
      filter,
      layout: {
        'text-field': ['get', language === 'zh' ? 'name' : 'name_en'],
        'text-font': [mapFont],
        'text-size': ['interpolate', ['linear'], ['get', 'strength'], 0, 11, 1, 14.5],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': ['+', 0.35, ['*', 0.3, ['sqrt', ['get', 'strength']]]],
        'text-justify': 'auto',
        'text-max-width': 7,
        'text-padding': 2,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.6 },
    },
  ];
}
