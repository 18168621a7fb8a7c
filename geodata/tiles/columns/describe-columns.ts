import type { AttributeColumns } from '../encode/attribute-collector.ts';
import { statisticsOf } from '../encode/field-statistics.ts';
import { typeNames, type TileStatistics, type VectorLayerEntry } from '../layer-summary.ts';

/** What archives say of a layer, in part. */
type Described = { vectorLayer: VectorLayerEntry; statistics: TileStatistics | null };

/** What an archive says of a layer once it has new columns: those that were there stay in their places. */
export function describeColumns(
  { vectorLayer, statistics }: Described,
  attributes: AttributeColumns,
): Described {
  const fields = statisticsOf(attributes)
    .summaries()
    .filter(({ distinct }) => distinct > 0);
  const described = fields.map(({ name, distinct, ...rest }) => ({
    attribute: name,
    count: distinct,
    ...rest,
  }));
  const known = statistics?.attributes ?? [];
  const all = [
    ...known.map((each) => described.find(({ attribute }) => attribute === each.attribute) ?? each),
    ...described.filter(({ attribute }) => known.every((each) => each.attribute !== attribute)),
  ];
  return {
    vectorLayer: {
      ...vectorLayer,
      fields: {
        ...vectorLayer.fields,
        ...Object.fromEntries(fields.map(({ name, type }) => [name, typeNames[type]])),
      },
    },
    statistics: statistics && { ...statistics, attributeCount: all.length, attributes: all },
  };
}
