import type {
  FilterSpecification,
  LayerSpecification,
  StyleSpecification,
} from '@maplibre/maplibre-gl-style-spec';
import type { Catalog, NetworkEntry } from '../../geodata/model/catalog.ts';
import { attributionOf, bilingual } from '../tilejson.ts';
import { shownYear } from './shown-year.ts';
import { mapColours } from './map-colours.ts';

/** Links by their place in the order of strength, the strongest last, which is on top. */
const LINK_CLASSES = [
  { from: 101, to: Infinity, width: 0.6 },
  { from: 21, to: 100, width: 1.6 },
  { from: 1, to: 20, width: 4 },
] as const;

/**
 * The style of the atlas in the part of the style language that the converter of QGIS keeps, 3.22 to 3.44: one layer
 * for each class, a plain filter, constant paint. Layer ids become the legend, so they are words.
 */
export function makeQgisStyle(catalog: Catalog, address: string): StyleSpecification {
  const sourceOf = new Map(
    catalog.tilesets.flatMap((tileset) => tileset.layers.map((layer) => [layer.id, tileset.id] as const)),
  );
  const from = (layer: string) => ({ source: sourceOf.get(layer) ?? '', 'source-layer': layer });
  const areas = catalog.levels.filter(({ points }) => points !== true);
  const places = catalog.levels.filter(({ points }) => points === true);
  const layers: LayerSpecification[] = [
    { id: '底色 · Ground', type: 'background', paint: { 'background-color': mapColours.sea } },
    ...areas.slice(0, 1).map((level): LayerSpecification => ({
      id: bilingual(level.name),
      type: 'fill',
      ...from(level.layer),
      paint: { 'fill-color': mapColours.land },
    })),
    ...areas.toReversed().map((level): LayerSpecification => ({
      id: `${bilingual(level.name)} ▢`,
      type: 'line',
      ...from(level.layer),
      minzoom: level.parent === null ? 0 : level.zooms[0],
      paint: {
        'line-color': level.parent === null ? mapColours.parentBorder : mapColours.border,
        'line-width': level.parent === null ? 1.2 : 0.5,
      },
    })),
    ...places.map((level): LayerSpecification => ({
      id: bilingual(level.name),
      type: 'circle',
      ...from(level.layer),
      paint: {
        'circle-color': mapColours.place,
        'circle-radius': 3,
        'circle-stroke-color': mapColours.casing,
        'circle-stroke-width': 1,
      },
    })),
    ...(catalog.agglomerations ?? []).flatMap(({ id, name }): LayerSpecification[] => [
      {
        id: bilingual(name),
        type: 'fill',
        ...from('agglomerations'),
        filter: all(['==', 'set', id]),
        paint: { 'fill-color': mapColours.agglomeration, 'fill-opacity': 0.22 },
      },
    ]),
    ...(catalog.corridors ?? []).map(({ id, name }): LayerSpecification => ({
      id: bilingual(name),
      type: 'line',
      ...from('corridors'),
      filter: all(['==', 'set', id]),
      paint: { 'line-color': mapColours.corridor, 'line-width': 3 },
    })),
    ...catalog.networks.flatMap((network) =>
      LINK_CLASSES.map(({ from: first, to, width }): LayerSpecification => ({
        id: `${bilingual(network.name)} ${first}–${Number.isFinite(to) ? to : ''}`,
        type: 'line',
        ...from(network.layer),
        filter: all(
          ['==', 'network', network.id],
          ...ofShownYear(network),
          ['>=', 'rank', first],
          ...(Number.isFinite(to) ? ([['<=', 'rank', to]] as const) : []),
        ),
        paint: { 'line-color': mapColours.flow, 'line-width': width },
      })),
    ),
    ...catalog.tiers.flatMap((scheme) =>
      scheme.tiers.toReversed().map((tier): LayerSpecification => ({
        id: `${bilingual(scheme.name)}: ${bilingual(tier.name)}`,
        type: 'circle',
        ...from('centres'),
        filter: all(['==', 'scheme', scheme.id], ['==', 'tier', tier.rank]),
        paint: {
          'circle-color': mapColours.centre,
          'circle-radius': Math.max(3, 10 - 2 * tier.rank),
          'circle-stroke-color': mapColours.casing,
          'circle-stroke-width': 1.5,
        },
      })),
    ),
  ];
  const [longitude, latitude, zoom] = catalog.tilesets[0]?.center ?? [0, 0, 0];
  return {
    version: 8,
    name: bilingual(catalog.title),
    center: [longitude, latitude],
    zoom,
    sources: Object.fromEntries(
      catalog.tilesets.map(({ id, minzoom, maxzoom }) => [
        id,
        {
          type: 'vector',
          tiles: [`${address}/tiles/${id}/{z}/{x}/{y}.pbf`],
          minzoom,
          maxzoom,
          attribution: attributionOf(catalog),
        },
      ]),
    ),
    layers: withOwnIds(layers.filter((layer) => !('source' in layer) || layer.source !== '')),
  };
}

/** Names can be the same; ids may not. */
function withOwnIds(layers: readonly LayerSpecification[]): LayerSpecification[] {
  const uses = new Map<string, number>();
  return layers.map((layer) => {
    const use = (uses.get(layer.id) ?? 0) + 1;
    uses.set(layer.id, use);
    return use === 1 ? layer : { ...layer, id: `${layer.id} (${use})` };
  });
}

/** Of a network with years the latest only. */
const ofShownYear = (network: NetworkEntry): (readonly [string, string, number])[] => {
  const year = shownYear(network);
  return year === null ? [] : [['==', 'year', year]];
};

/** Comparisons in the older form, with the bare name of the property: QGIS 3.22 reads no other. */
const all = (...comparisons: (readonly [string, string, string | number])[]): FilterSpecification =>
  ['all', ...comparisons] as unknown as FilterSpecification;
