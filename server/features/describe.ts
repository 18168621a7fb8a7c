import type { Catalog, FeaturesEntry, LevelEntry } from '../../geodata/model/catalog.ts';
import type { FeatureColumn } from '../../geodata/model/feature-table.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { Bundle } from '../bundle.ts';

/** A field of a collection and the column of the layer's table that it shows. */
export interface CollectionField extends FeatureColumn {
  column: string;
}

/** What can be said of a collection of features without reading them. */
export interface CollectionDescription {
  id: string;
  title: LocalText;
  description: LocalText;
  geometry: FeaturesEntry['geometry'];
  extent: BoundingBox;
  /** Layer with its features, in the tiles of `tileset`. */
  layer: string;
  tileset: string;
  /** Which features of the layer belong to it; null for all. */
  where: { property: string; value: string } | null;
  level: LevelEntry | null;
  fields: CollectionField[];
}

/**
 * The collections of a bundle: each level with the latest values, each level in each year, each network, each scheme
 * of centres; those whose layers were kept with whole geometries.
 */
export const describeCollections = ({ catalog }: Bundle): CollectionDescription[] => [
  ...catalog.levels.flatMap((level) => levelCollections(catalog, level)),
  ...catalog.networks.flatMap(({ id, name, method, layer }) =>
    partOf(catalog, layer, {
      id,
      title: name,
      description: method,
      where: { property: 'network', value: id },
    }),
  ),
  ...catalog.tiers.flatMap(({ id, name }) =>
    partOf(catalog, 'centres', {
      id,
      title: name,
      description: name,
      where: { property: 'scheme', value: id },
    }),
  ),
];

function levelCollections(catalog: Catalog, level: LevelEntry): CollectionDescription[] {
  const base = ofLayer(catalog, level.layer);
  if (base === null) return [];
  const series = indicatorSeries(catalog, level);
  const dated = new Map(
    series.flatMap(({ name, years }) =>
      years.length > 1 ? years.map((year) => [`${name}_${year}`, year]) : [],
    ),
  );
  const names = new Set(series.map(({ name }) => name));
  const drawn = level.points === true ? { zh: '点位', en: 'points' } : { zh: '边界', en: 'boundaries' };
  const whole: CollectionDescription = {
    ...base,
    id: level.id,
    title: level.name,
    description: {
      zh: `${level.name.zh}：${drawn.zh}与各项指标的最近年份数值`,
      en: `${level.name.en}: ${drawn.en} with the latest value of every indicator`,
    },
    where: null,
    level,
    fields: base.fields.filter(({ name }) => !dated.has(name)),
  };
  const years = [...new Set(series.flatMap((each) => each.years))].sort((a, b) => b - a);
  const register = whole.fields.filter(({ name }) => !names.has(name));
  const byYear = years.map((year) => ({
    ...whole,
    id: `${level.id}-${year}`,
    title: { zh: `${level.name.zh} ${year} 年`, en: `${level.name.en}, ${year}` },
    description: {
      zh: `${level.name.zh}：${drawn.zh}与 ${year} 年的指标数值`,
      en: `${level.name.en}: ${drawn.en} with the values of ${year}`,
    },
    fields: [...register, ...fieldsOfYear(base.fields, series, year)],
  }));
  return [whole, ...byYear];
}

interface IndicatorSeries {
  /** Its column in the table of the layer. */
  name: string;
  years: number[];
}

const indicatorSeries = (catalog: Catalog, level: LevelEntry): IndicatorSeries[] =>
  catalog.indicators.flatMap(({ id, columns }) =>
    columns
      .filter((entry) => entry.level === level.id)
      .map(({ years }) => ({
        name: id.replace(/[^a-z0-9_]/g, '_'),
        years: years.filter((year) => year !== null),
      })),
  );

/** Values of one year under the plain name of their indicator, so that a style made for one year fits the others. */
function fieldsOfYear(
  fields: readonly CollectionField[],
  series: readonly IndicatorSeries[],
  year: number,
): CollectionField[] {
  return series
    .filter(({ years }) => years.includes(year))
    .flatMap(({ name, years }) => {
      const column = years.length > 1 ? `${name}_${year}` : name;
      const field = fields.find((candidate) => candidate.name === column);
      return field === undefined ? [] : [{ ...field, name, column }];
    });
}

type Part = Pick<CollectionDescription, 'id' | 'title' | 'description' | 'where'>;

/** Those features of a layer that have a value in a property. */
function partOf(catalog: Catalog, layer: string, part: Part): CollectionDescription[] {
  const base = ofLayer(catalog, layer);
  return base === null ? [] : [{ ...base, ...part, level: null }];
}

function ofLayer(catalog: Catalog, id: string): Omit<CollectionDescription, keyof Part | 'level'> | null {
  const entry = catalog.features.find((candidate) => candidate.id === id);
  const tileset = catalog.tilesets.find(({ layers }) => layers.some((layer) => layer.id === id));
  if (entry === undefined || tileset === undefined) return null;
  return {
    geometry: entry.geometry,
    extent: tileset.bounds,
    layer: id,
    tileset: tileset.id,
    fields: entry.columns.map((column) => ({ ...column, column: column.name })),
  };
}
