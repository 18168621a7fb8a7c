import type { Catalog, LevelEntry } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { FieldType } from '../../geodata/model/layer.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { Bundle } from '../bundle.ts';

export interface FeatureField {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean';
  title: LocalText;
  unit: LocalText | null;
  /** Where the values come from: a property of the layer, or an indicator in a year. */
  from: { property: string } | { indicator: string; year: number | null };
}

/** What can be said of a collection of features without reading them. */
export interface CollectionDescription {
  id: string;
  title: LocalText;
  description: LocalText;
  geometry: 'point' | 'line' | 'polygon';
  extent: BoundingBox;
  /** Document of the bundle with the features of the layer. */
  document: string;
  layer: string;
  tileset: string;
  /** Which features of the layer belong to it; null for all. */
  where: { property: string; value: string } | null;
  level: LevelEntry | null;
  fields: FeatureField[];
}

/**
 * The collections of a bundle: each level with the latest values, each level in each year, each network, each scheme
 * of centres; those whose features were baked.
 */
export function describeCollections({ catalog, documents }: Bundle): CollectionDescription[] {
  return [...levelCollections(catalog), ...networkCollections(catalog), ...centreCollections(catalog)].filter(
    ({ document }) => documents.has(document),
  );
}

function levelCollections(catalog: Catalog): CollectionDescription[] {
  return catalog.levels.flatMap((level) => {
    const base = ofLayer(catalog, level.layer);
    if (base === null) return [];
    const indicators = catalog.indicators.flatMap((indicator) =>
      indicator.columns
        .filter((columns) => columns.level === level.id)
        .map(({ years }) => ({ indicator, years })),
    );
    const latest = indicators.map(({ indicator, years }) => indicatorField(indicator, years.at(-1) ?? null));
    const years = [...new Set(indicators.flatMap((entry) => entry.years))].filter((year) => year !== null);
    const whole: CollectionDescription = {
      ...base,
      id: level.id,
      title: level.name,
      description: {
        zh: `${level.name.zh}：边界与各项指标的最近年份数值`,
        en: `${level.name.en}: boundaries with the latest value of every indicator`,
      },
      where: null,
      level,
      fields: [...base.fields, ...latest],
    };
    const byYear = years
      .sort((a, b) => b - a)
      .map((year) => ({
        ...whole,
        id: `${level.id}-${year}`,
        title: { zh: `${level.name.zh} ${year} 年`, en: `${level.name.en}, ${year}` },
        description: {
          zh: `${level.name.zh}：边界与 ${year} 年的指标数值`,
          en: `${level.name.en}: boundaries with the values of ${year}`,
        },
        fields: [
          ...base.fields,
          ...indicators
            .filter((entry) => entry.years.includes(year))
            .map(({ indicator }) => indicatorField(indicator, year)),
        ],
      }));
    return [whole, ...byYear];
  });
}

const networkCollections = (catalog: Catalog): CollectionDescription[] =>
  catalog.networks.flatMap((network) => {
    const base = ofLayer(catalog, network.layer);
    const where = { property: 'network', value: network.id };
    return base === null
      ? []
      : [{ ...base, id: network.id, title: network.name, description: network.method, where, level: null }];
  });

const centreCollections = (catalog: Catalog): CollectionDescription[] =>
  catalog.tiers.flatMap((scheme) => {
    const base = ofLayer(catalog, 'centres');
    const where = { property: 'scheme', value: scheme.id };
    return base === null
      ? []
      : [{ ...base, id: scheme.id, title: scheme.name, description: scheme.name, where, level: null }];
  });

/** Ordinals among the numbers of the layers; all other numbers can have decimals. */
const INTEGERS = ['tier', 'rank'];

function ofLayer(
  catalog: Catalog,
  id: string,
): Pick<CollectionDescription, 'geometry' | 'extent' | 'document' | 'layer' | 'tileset' | 'fields'> | null {
  for (const tileset of catalog.tilesets) {
    const layer = tileset.layers.find((candidate) => candidate.id === id);
    if (layer === undefined) continue;
    return {
      geometry: layer.geometry,
      extent: tileset.bounds,
      document: `features/${id}.geojson`,
      layer: id,
      tileset: tileset.id,
      fields: Object.entries(layer.fields).map(([name, type]) => layerField(name, type)),
    };
  }
  return null;
}

const layerField = (name: string, type: FieldType): FeatureField => ({
  name,
  type: INTEGERS.includes(name) ? 'integer' : type,
  title: { zh: name, en: name },
  unit: null,
  from: { property: name },
});

/** Hyphens are minus signs in the expressions of desktop GIS and of CQL2, so field names have none. */
function indicatorField(indicator: IndicatorEntry, year: number | null): FeatureField {
  const when = year === null ? '' : ` ${year}`;
  return {
    name: indicator.id.replaceAll('-', '_'),
    type: 'number',
    title: { zh: indicator.name.zh + when, en: indicator.name.en + when },
    unit: indicator.unit,
    from: { indicator: indicator.id, year },
  };
}
