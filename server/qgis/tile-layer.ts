import type { Catalog, TilesetEntry } from '../../geodata/model/catalog.ts';
import { bilingual } from '../tilejson.ts';
import type { ValueMap } from '../styles/value-map.ts';
import { mapColours } from '../styles/map-colours.ts';
import { linkStyles, nodeStyles } from './network-styles.ts';
import { circleSymbol, fillSymbol, lineSymbol, outlineSymbol } from './symbols.ts';
import { quoted, styleElement, type TileStyle } from './tile-style.ts';
import { element, textElement } from './xml.ts';

/** Where QGIS gets the tiles: the zooms stand in it, else it asks for more than there are. */
export const tileSource = (tileset: TilesetEntry, address: string): string =>
  `type=xyz&url=${address}/tiles/${tileset.id}/{z}/{x}/{y}.pbf&zmin=${tileset.minzoom}&zmax=${tileset.maxzoom}`;

/**
 * A vector tile layer as QGIS saves it: one style per class with a plain expression, which all versions since 3.22
 * read alike, where converted MapLibre styles lose classes.
 */
export function tileLayer(
  id: string,
  title: string,
  catalog: Catalog,
  tileset: TilesetEntry,
  values: ValueMap | null,
  address: string,
): string {
  const styles = stylesOf(catalog, tileset, values);
  return element('maplayer', { type: 'vector-tile' }, [
    textElement('id', id),
    textElement('datasource', tileSource(tileset, address)),
    textElement('layername', title),
    element('srs', {}, [
      element('spatialrefsys', {}, [textElement('srsid', '3857'), textElement('authid', 'EPSG:3857')]),
    ]),
    element('resourceMetadata', {}, [
      textElement('title', bilingual(catalog.title)),
      textElement('abstract', bilingual(catalog.description)),
    ]),
    textElement('provider', 'vectortile'),
    element('renderer', { type: 'basic' }, [element('styles', {}, styles.map(styleElement))]),
    element('labeling', { type: 'basic' }, [element('styles', {}, labelStyles(catalog, tileset))]),
    textElement('blendMode', '0'),
    textElement('layerOpacity', '1'),
  ]);
}

function stylesOf(catalog: Catalog, tileset: TilesetEntry, values: ValueMap | null): TileStyle[] {
  const has = (layer: string): boolean => tileset.layers.some(({ id }) => id === layer);
  const regions = catalog.levels.filter(({ layer }) => has(layer));
  const areas = regions.filter(({ points }) => points !== true);
  const shown = values !== null && has(values.level.layer) ? values : null;
  const overPlaces = shown?.level.points === true;
  const land = areas
    .slice(0, 1)
    .map(({ name, layer }) =>
      areaStyle(bilingual(name), layer, '', fillSymbol(mapColours.land, mapColours.border)),
    );
  const fills: TileStyle[] =
    shown === null || overPlaces
      ? land
      : shown.classes.map(({ label, colour, codes }) =>
          areaStyle(
            bilingual(label),
            shown.level.layer,
            amongCodes(codes),
            fillSymbol(colour, mapColours.casing),
          ),
        );
  const borders = areas
    .slice(0, 1)
    .map(({ name, layer }) =>
      areaStyle(`${bilingual(name)} ▢`, layer, '', outlineSymbol(mapColours.parentBorder, 0.3)),
    );
  const places: TileStyle[] = overPlaces
    ? shown.classes.map(({ label, colour, radius, codes }) =>
        placeStyle(
          bilingual(label),
          shown.level.layer,
          amongCodes(codes),
          circleSymbol(colour, radius * MM_OF_RADIUS),
        ),
      )
    : regions
        .filter(({ points }) => points === true)
        .map(({ name, layer }) =>
          placeStyle(bilingual(name), layer, '', circleSymbol(mapColours.place, 1.6)),
        );
  return [
    ...fills,
    ...borders,
    ...places,
    ...(has('agglomerations') ? setsOver(values, agglomerationStyles(catalog)) : []),
    ...(has('corridors') ? setsOver(values, corridorStyles(catalog)) : []),
    ...linkStyles(catalog).filter(({ layer }) => has(layer)),
    ...nodeStyles(catalog).filter(({ layer }) => has(layer)),
    ...(has('centres') ? centreStyles(catalog) : []),
  ];
}

/** Sets lie ready to be switched on where a map of values would be hard to read below them. */
const setsOver = (values: ValueMap | null, styles: TileStyle[]): TileStyle[] =>
  styles.map((style) => ({ ...style, enabled: values === null }));

const agglomerationStyles = (catalog: Catalog): TileStyle[] =>
  (catalog.agglomerations ?? []).map(({ id, name }) =>
    areaStyle(
      bilingual(name),
      'agglomerations',
      `"set" = ${quoted(id)}`,
      outlineSymbol(mapColours.agglomeration, 0.5),
    ),
  );

const corridorStyles = (catalog: Catalog): TileStyle[] =>
  (catalog.corridors ?? []).map(({ id, name }) => ({
    name: bilingual(name),
    layer: 'corridors',
    geometry: 'line' as const,
    expression: `"set" = ${quoted(id)}`,
    symbol: lineSymbol(mapColours.corridor, 1),
    enabled: true,
  }));

/** Diameter in millimetres of a circle with a radius of one pixel. */
const MM_OF_RADIUS = 0.53;

const amongCodes = (codes: readonly string[]): string => `"code" IN (${codes.map(quoted).join()})`;

const placeStyle = (name: string, layer: string, expression: string, symbol: string): TileStyle => ({
  ...areaStyle(name, layer, expression, symbol),
  geometry: 'point',
});

const areaStyle = (name: string, layer: string, expression: string, symbol: string): TileStyle => ({
  name,
  layer,
  geometry: 'polygon',
  expression,
  symbol,
  enabled: true,
});

/** Of all schemes the first is drawn at the start: all at once hide one another. */
const centreStyles = (catalog: Catalog): TileStyle[] =>
  catalog.tiers.flatMap((scheme, index) =>
    scheme.tiers.toReversed().map((tier) => ({
      name: `${bilingual(scheme.name)}: ${bilingual(tier.name)}`,
      layer: 'centres',
      geometry: 'point' as const,
      expression: `"scheme" = ${quoted(scheme.id)} AND "tier" = ${tier.rank}`,
      symbol: circleSymbol(mapColours.centre, Math.max(1.6, 4.8 - 0.8 * tier.rank)),
      enabled: index === 0,
    })),
  );

function labelStyles(catalog: Catalog, tileset: TilesetEntry): string[] {
  if (!tileset.layers.some(({ id }) => id === 'labels')) return [];
  return catalog.levels.map((level) =>
    element(
      'style',
      {
        name: bilingual(level.name),
        layer: 'labels',
        geometry: 0,
        enabled: 1,
        expression: `"level" = ${quoted(level.id)}`,
        'min-zoom': level.zooms[0],
        'max-zoom': -1,
      },
      [
        element('settings', {}, [
          element(
            'text-style',
            {
              fieldName: 'name',
              isExpression: 0,
              fontFamily: 'Noto Sans CJK SC',
              fontSize: 9,
              fontSizeUnit: 'Point',
              textColor: '27,36,43,255',
            },
            [
              element('text-buffer', {
                bufferDraw: 1,
                bufferSize: '0.7',
                bufferSizeUnits: 'MM',
                bufferColor: '255,255,255,255',
              }),
            ],
          ),
          element('placement', { placement: 1, dist: 0, distUnits: 'MM', priority: 5 }),
          element('rendering', { drawLabels: 1, obstacle: 0 }),
        ]),
      ],
    ),
  );
}
