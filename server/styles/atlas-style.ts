import type {
  CircleLayerSpecification,
  DataDrivenPropertyValueSpecification,
  LayerSpecification,
  LineLayerSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import { centresLayer, flowsLayer, labelsLayer, type FieldOf } from '../../geodata/layers/declarations.ts';
import type { Catalog, LevelEntry } from '../../geodata/model/catalog.ts';
import type { LayerDeclaration } from '../../geodata/model/layer.ts';
import type { Language } from '../../geodata/model/text.ts';
import { attributionOf } from '../tilejson.ts';
import type { FontFace } from './font-faces.ts';

export interface AtlasStyleInput {
  /** Address of the service, without a slash at the end. */
  address: string;
  /** Slices of a font for names; without any, the map has none. */
  fontFaces: FontFace[];
  language: Language;
}

const FONT = 'Jiju Sans';

const colours = {
  sea: '#eef2f3',
  land: '#fbfaf6',
  border: '#c3c9cc',
  parentBorder: '#5f6b73',
  flow: '#a3195b',
  centre: '#b3261e',
  casing: '#ffffff',
  label: '#1b242b',
};

/** Reads a field of a declared layer; a field the layer does not have does not compile. */
const fieldsOf =
  <Declaration extends LayerDeclaration>(_layer: Declaration) =>
  (name: FieldOf<Declaration>): ['get', string] => ['get', name];

const flow = fieldsOf(flowsLayer);
const centre = fieldsOf(centresLayer);
const label = fieldsOf(labelsLayer);

/**
 * A MapLibre style of everything an atlas holds, in neutral colours: regions of every level with their borders, links
 * by weight, centres by tier, names. A starting point for maps on other pages; values come from the column documents.
 */
export function makeAtlasStyle(
  catalog: Catalog,
  { address, fontFaces, language }: AtlasStyleInput,
): StyleSpecification {
  const sourceOf = new Map(
    catalog.tilesets.flatMap((tileset) => tileset.layers.map((layer) => [layer.id, tileset.id] as const)),
  );
  const drawn = (
    layer: string,
    make: (source: { source: string; 'source-layer': string }) => LayerSpecification[],
  ) => {
    const source = sourceOf.get(layer);
    return source === undefined ? [] : make({ source, 'source-layer': layer });
  };
  const { levels } = catalog;
  const [longitude, latitude, zoom] = catalog.tilesets[0]?.center ?? [0, 0, 0];
  return {
    version: 8,
    name: catalog.title[language],
    center: [longitude, latitude],
    zoom,
    sources: Object.fromEntries(
      catalog.tilesets.map(({ id }) => [
        id,
        { type: 'vector', url: `${address}/tiles/${id}.json`, attribution: attributionOf(catalog) },
      ]),
    ),
    ...(fontFaces.length === 0 ? {} : { 'font-faces': { [FONT]: fontFaces } }),
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
      ...levels.flatMap((level) => drawn(level.layer, (source) => [fillOf(level, source)])),
      // Borders of the largest regions lie on top of those of the smallest.
      ...levels.toReversed().flatMap((level) => drawn(level.layer, (source) => [borderOf(level, source)])),
      ...catalog.networks.flatMap((network, index) =>
        drawn(network.layer, (source) => [shownIfFirst(flowsOf(network, source), index)]),
      ),
      ...catalog.tiers.flatMap((scheme, index) =>
        drawn('centres', (source) => [shownIfFirst(centresOf(scheme, source), index)]),
      ),
      ...(fontFaces.length === 0
        ? []
        : levels
            .toReversed()
            .flatMap((level) => drawn('labels', (source) => [namesOf(level, source, language)]))),
    ],
  };
}

/** Of several networks or schemes only the first is drawn at the start: all at once hide one another. */
const shownIfFirst = <Layer extends LineLayerSpecification | CircleLayerSpecification>(
  layer: Layer,
  index: number,
): Layer => (index === 0 ? layer : { ...layer, layout: { ...layer.layout, visibility: 'none' } });

type Source = { source: string; 'source-layer': string };

const fillOf = (level: LevelEntry, source: Source): LayerSpecification => ({
  id: `${level.id}-fill`,
  type: 'fill',
  ...source,
  minzoom: level.parent === null ? 0 : level.zooms[0],
  paint: { 'fill-color': colours.land },
});

const borderOf = (level: LevelEntry, source: Source): LayerSpecification => ({
  id: `${level.id}-border`,
  type: 'line',
  ...source,
  minzoom: level.parent === null ? 0 : level.zooms[0],
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': level.parent === null ? colours.parentBorder : colours.border,
    'line-width': ['interpolate', ['linear'], ['zoom'], 3, level.parent === null ? 0.8 : 0.3, 8, 2],
  },
});

/** Width grows with the square root of the weight, so that the ink of a link does not outgrow its meaning. */
const flowsOf = (network: Catalog['networks'][number], source: Source): LineLayerSpecification => {
  const [, strongest] = network.weight.extent;
  const width: DataDrivenPropertyValueSpecification<number> = [
    '+',
    0.4,
    ['*', 5, ['sqrt', ['/', flow('weight'), strongest > 0 ? strongest : 1]]],
  ];
  return {
    id: `${network.id}-links`,
    type: 'line',
    ...source,
    filter: ['==', flow('network'), network.id],
    layout: { 'line-cap': 'round', 'line-sort-key': ['-', flow('rank')] },
    paint: { 'line-color': colours.flow, 'line-opacity': 0.55, 'line-width': width },
  };
};

const centresOf = (scheme: Catalog['tiers'][number], source: Source): CircleLayerSpecification => ({
  id: `${scheme.id}-centres`,
  type: 'circle',
  ...source,
  filter: ['==', centre('scheme'), scheme.id],
  layout: { 'circle-sort-key': ['-', centre('tier')] },
  paint: {
    'circle-radius': ['max', 3, ['-', 10, ['*', 2, centre('tier')]]],
    'circle-color': colours.centre,
    'circle-stroke-color': colours.casing,
    'circle-stroke-width': 1.5,
  },
});

const namesOf = (level: LevelEntry, source: Source, language: Language): LayerSpecification => ({
  id: `${level.id}-names`,
  type: 'symbol',
  ...source,
  minzoom: level.parent === null ? 0 : level.zooms[0],
  filter: ['==', label('level'), level.id],
  layout: {
    'text-field': language === 'zh' ? label('name') : label('name_en'),
    'text-font': [FONT],
    'text-size': ['interpolate', ['linear'], ['zoom'], 3, level.parent === null ? 12 : 10, 8, 15],
    // A name stands beside its point, on whichever side is free: on it lies the circle of the centre there.
    'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
    'text-radial-offset': 0.6,
    'text-padding': 1,
    'symbol-sort-key': label('rank'),
  },
  paint: { 'text-color': colours.label, 'text-halo-color': colours.casing, 'text-halo-width': 1.4 },
});
