import type { AtlasInput } from './schema.ts';

type LevelInput = AtlasInput['levels'][number];
type MeasureInput = NonNullable<AtlasInput['measures']>[number];

/** What a table is about: its level, and the ids of its indicators. */
export interface TableContent {
  level: string;
  indicators: readonly string[];
}

/**
 * Measures for an atlas that nobody has configured: how unequal the regions of each level are, and, where there is a
 * level above, how unequal those inside each of its regions.
 */
export function defaultMeasures(
  levels: readonly LevelInput[],
  tables: readonly TableContent[],
): MeasureInput[] {
  return levels.flatMap(({ id, parent }): MeasureInput[] => {
    const indicators = indicatorsOf(id, tables);
    if (indicators.length === 0) return [];
    const overall: MeasureInput = {
      id: `gini-${id}`,
      measure: 'gini',
      title: { zh: '全部地区基尼系数', en: 'Gini over all regions' },
      level: id,
      indicators,
    };
    if (parent === undefined) return [overall];
    const within: MeasureInput = {
      id: `gini-within-${parent.level}`,
      measure: 'gini',
      title: { zh: '上级区域内部基尼系数', en: 'Gini within each region above' },
      level: id,
      within: parent.level,
      indicators,
    };
    return [overall, within];
  });
}

/** Ids of the indicators that tables about a level have, in their order. */
const indicatorsOf = (level: string, tables: readonly TableContent[]): string[] => [
  ...new Set(tables.filter((table) => table.level === level).flatMap(({ indicators }) => indicators)),
];
