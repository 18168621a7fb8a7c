import type {
  CircleLayerSpecification,
  ExpressionFilterSpecification,
  FilterSpecification,
  LayerSpecification,
  LineLayerSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import {
  agglomerationsLayer,
  arrowheadsLayer,
  centresLayer,
  corridorsLayer,
  flowsLayer,
  labelsLayer,
  placesLayer,
  type FieldOf,
} from '../../geodata/layers/declarations.ts';
import type { Catalog, LevelEntry, NetworkEntry } from '../../geodata/model/catalog.ts';
import { linkWidthExpression } from '../../geodata/model/link-width.ts';
import type { LayerDeclaration } from '../../geodata/model/layer.ts';
import { moveSizes } from '../../geodata/model/style-zooms.ts';
import type { Language } from '../../geodata/model/text.ts';
import { zoomOffsetOf } from '../../geodata/model/zoom-offset.ts';
import { attributionOf } from '../tilejson.ts';
import type { FontFace } from './font-faces.ts';
import { mapColours } from './map-colours.ts';
import { shownYear } from './shown-year.ts';

export interface AtlasStyleInput {
  /** Address of the service, without a slash at the end. */
  address: string;
  /** Slices of a font for names; without any, the map has none. */
  fontFaces: FontFace[];
  language: Language;
}

const FONT = 'Jiju Sans';

/** Reads a field of a declared layer; a field the layer does not have does not compile. */
const fieldsOf =
  <Declaration extends LayerDeclaration>(_layer: Declaration) =>
  (name: FieldOf<Declaration>): ['get', string] => ['get', name];

const flow = fieldsOf(flowsLayer);
const centre = fieldsOf(centresLayer);
const label = fieldsOf(labelsLayer);
const place = fieldsOf(placesLayer);
const agglomeration = fieldsOf(agglomerationsLayer);
const corridor = fieldsOf(corridorsLayer);
const head = fieldsOf(arrowheadsLayer);

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
  const offset = zoomOffsetOf(catalog);
  const areas = levels.filter(({ points }) => points !== true);
  const places = levels.filter(({ points }) => points === true);
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
      { id: 'sea', type: 'background', paint: { 'background-color': mapColours.sea } },
      ...areas.flatMap((level) => drawn(level.layer, (source) => [fillOf(level, source)])),
      // Borders of the largest regions lie on top of those of the smallest.
      ...areas
        .toReversed()
        .flatMap((level) => drawn(level.layer, (source) => [moveSizes(borderOf(level, source), offset)])),
      ...places.flatMap((level) =>
        drawn(level.layer, (source) => [moveSizes(placesOf(level, source), offset)]),
      ),
      ...(catalog.agglomerations ?? []).flatMap(({ id }, index) =>
        drawn('agglomerations', (source) =>
          agglomerationsOf(id, source).map((layer) => shownIfFirst(layer, index)),
        ),
      ),
      ...(catalog.corridors ?? []).flatMap(({ id }, index) =>
        drawn('corridors', (source) => [shownIfFirst(corridorsOf(id, source), index)]),
      ),
      ...catalog.networks.flatMap((network, index) => [
        ...drawn(network.layer, (source) => [shownIfFirst(flowsOf(network, source), index)]),
        ...(network.directed && fontFaces.length > 0
          ? drawn('arrowheads', (source) => [shownIfFirst(headsOf(network, source), index)])
          : []),
      ]),
      ...catalog.tiers.flatMap((scheme, index) =>
        drawn('centres', (source) => [shownIfFirst(centresOf(scheme, source), index)]),
      ),
      ...(fontFaces.length === 0
        ? []
        : levels
            .toReversed()
            .flatMap((level) =>
              drawn('labels', (source) => [moveSizes(namesOf(level, source, language), offset)]),
            )),
    ],
  };
}

/** Of several networks or schemes only the first is drawn at the start: all at once hide one another. */
const shownIfFirst = <Layer extends LayerSpecification>(layer: Layer, index: number): Layer =>
  index === 0 ? layer : { ...layer, layout: { ...layer.layout, visibility: 'none' } };

type Source = { source: string; 'source-layer': string };

const fillOf = (level: LevelEntry, source: Source): LayerSpecification => ({
  id: `${level.id}-fill`,
  type: 'fill',
  ...source,
  minzoom: level.parent === null ? 0 : level.zooms[0],
  paint: { 'fill-color': mapColours.land },
});

const borderOf = (level: LevelEntry, source: Source): LayerSpecification => ({
  id: `${level.id}-border`,
  type: 'line',
  ...source,
  minzoom: level.parent === null ? 0 : level.zooms[0],
  layout: { 'line-join': 'round' },
  paint: {
    'line-color': level.parent === null ? mapColours.parentBorder : mapColours.border,
    'line-width': ['interpolate', ['linear'], ['zoom'], 3, level.parent === null ? 0.8 : 0.3, 8, 2],
  },
});

const placesOf = (level: LevelEntry, source: Source): CircleLayerSpecification => ({
  id: `${level.id}-places`,
  type: 'circle',
  ...source,
  layout: { 'circle-sort-key': place('rank') },
  paint: {
    'circle-radius': ['interpolate', ['linear'], ['zoom'], 3, 2.5, 8, 5],
    'circle-color': mapColours.place,
    'circle-stroke-color': mapColours.casing,
    'circle-stroke-width': 1,
  },
});

/** Pale areas under the links, so that both can be read where sets overlap. */
const agglomerationsOf = (set: string, source: Source): LayerSpecification[] => {
  const filter: FilterSpecification = ['==', agglomeration('set'), set];
  const colour = mapColours.agglomeration;
  return [
    {
      id: `${set}-areas`,
      type: 'fill',
      ...source,
      filter,
      paint: { 'fill-color': colour, 'fill-opacity': 0.22 },
    },
    {
      id: `${set}-outlines`,
      type: 'line',
      ...source,
      filter,
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': 1.4 },
    },
  ];
};

const corridorsOf = (set: string, source: Source): LayerSpecification => ({
  id: `${set}-corridors`,
  type: 'line',
  ...source,
  filter: ['==', corridor('set'), set],
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: { 'line-color': mapColours.corridor, 'line-width': 3 },
});

/** All years lie in one layer: drawn on top of each other they would say nothing, so one is chosen. */
const inShownYear = (
  network: NetworkEntry,
  field: (name: 'network' | 'year') => ['get', string],
): FilterSpecification => {
  const year = shownYear(network);
  const ofNetwork: ExpressionFilterSpecification = ['==', field('network'), network.id];
  return year === null ? ofNetwork : ['all', ofNetwork, ['==', field('year'), year]];
};

/** Arrows are a letter of the font, turned to where the link leads. */
const headsOf = (network: NetworkEntry, source: Source): LayerSpecification => ({
  id: `${network.id}-heads`,
  type: 'symbol',
  ...source,
  filter: inShownYear(network, head),
  layout: {
    'text-field': '↑',
    'text-font': [FONT],
    'text-size': 13,
    'text-rotate': head('bearing'),
    'text-rotation-alignment': 'map',
    'text-allow-overlap': true,
    'text-ignore-placement': true,
  },
  paint: { 'text-color': mapColours.flow },
});

const flowsOf = (network: NetworkEntry, source: Source): LineLayerSpecification => {
  return {
    id: `${network.id}-links`,
    type: 'line',
    ...source,
    filter: inShownYear(network, flow),
    layout: { 'line-cap': 'round', 'line-sort-key': ['-', flow('rank')] },
    paint: {
      'line-color': mapColours.flow,
      'line-opacity': 0.55,
      'line-width': linkWidthExpression(flow('weight'), network.weight.extent[1]),
    },
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
    'circle-color': mapColours.centre,
    'circle-stroke-color': mapColours.casing,
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
  paint: { 'text-color': mapColours.label, 'text-halo-color': mapColours.casing, 'text-halo-width': 1.4 },
});
