import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { corridorsLayer } from '../../geodata/layers/declarations.ts';
import { fieldsOf } from './field.ts';
import type { GroupPoint } from './group-points.ts';
import { mapFont } from './label-layers.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

const corridor = fieldsOf(corridorsLayer);

/** Pixels of lines of groups on a desk's screen, and how far the casing reaches over them in all. */
export const outlineWidth = 1.75;
export const outlineDashes = [3, 1.5];
export const outlineCasing = 4;
export const bandCasing = 8;

/** From a band that carries nothing to one that carries this share of a network. */
const bandWidths = { least: 2.5, most: 6, fullShare: 0.1 };

/** Pixels of the band of a corridor that carries a share of its network. */
export const bandWidth = (share: number): number => {
  const { least, most, fullShare } = bandWidths;
  return least + (most - least) * Math.min(1, Math.max(0, share / fullShare));
};

/** From a country on a phone's screen to one that fills a desk's. */
const width = (phone: number, desk: number): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  2,
  phone,
  4,
  desk,
];

/** Agglomerations as outlines over the colours, dashed because they are no administrative borders. */
export function agglomerationLayers(address: LayerAddress, { palette }: StyleInput): LayerSpecification[] {
  return [
    {
      id: 'agglomerations-casing',
      type: 'line',
      ...address,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': palette.casing, 'line-width': width(2.5, outlineCasing), 'line-opacity': 0.85 },
    },
    {
      id: 'agglomerations',
      type: 'line',
      ...address,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': palette.selection,
        'line-width': width(0.9, outlineWidth),
        'line-dasharray': outlineDashes,
      },
    },
  ];
}

/** Corridors as bands, wider where more passes within them. */
export function corridorLayers(address: LayerAddress, { palette }: StyleInput): LayerSpecification[] {
  const layout = { 'line-cap': 'round', 'line-join': 'round' } as const;
  return [
    {
      id: 'corridors-casing',
      type: 'line',
      ...address,
      layout,
      paint: { 'line-color': palette.casing, 'line-width': width(5.5, bandCasing) },
    },
    {
      id: 'corridors',
      type: 'line',
      ...address,
      layout,
      paint: {
        'line-color': palette.corridor,
        'line-width': [
          'interpolate',
          ['linear'],
          ['coalesce', corridor('share'), 0],
          0,
          bandWidths.least,
          bandWidths.fullShare,
          bandWidths.most,
        ],
      },
    },
  ];
}

/** Source of the names of groups. */
export const groupSource = 'group-names';

export const groupSourceOf = (points: readonly GroupPoint[]): SourceSpecification => ({
  type: 'geojson',
  data: {
    type: 'FeatureCollection',
    features: points.map(({ name, longitude, latitude, members }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: { name: name.zh, name_en: name.en, members },
    })),
  },
});

/** Names of agglomerations and corridors. */
export const groupLabels = ({ palette, language }: StyleInput): LayerSpecification[] => [
  {
    id: 'group-labels',
    type: 'symbol',
    source: groupSource,
    layout: {
      'text-field': ['get', language === 'zh' ? 'name' : 'name_en'],
      'text-font': [mapFont],
      // On a phone a country is small and its groups lie close.
      'text-size': ['interpolate', ['linear'], ['zoom'], 2, 10, 3, 12, 6, 15],
      'text-max-width': 8,
      'text-variable-anchor': ['center', 'top', 'bottom'],
      'symbol-sort-key': ['-', 0, ['get', 'members']],
    },
    paint: { 'text-color': palette.label, 'text-halo-color': palette.labelHalo, 'text-halo-width': 1.8 },
  },
];
