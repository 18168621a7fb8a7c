import type { TableContent } from './default-measures.ts';
import type { AtlasInput } from './schema.ts';

type LevelInput = AtlasInput['levels'][number];
type NetworkInput = NonNullable<AtlasInput['networks']>[number];
type ViewInput = NonNullable<AtlasInput['views']>[number];

/**
 * Starting states for an atlas that nobody has configured: one a level with values, coloured by the first indicator of
 * its first table, and one a network. None where there is no network, since the map begins like the first by itself.
 */
export function defaultViews(
  levels: readonly LevelInput[],
  tables: readonly TableContent[],
  networks: readonly NetworkInput[],
): ViewInput[] {
  if (networks.length === 0) return [];
  const values = levels.flatMap((level): ViewInput[] => {
    const indicator = tables.find((each) => each.level === level.id)?.indicators[0];
    if (indicator === undefined) return [];
    return [
      {
        id: level.id,
        name: level.name,
        summary: { zh: '各地区的数值，逐项可选。', en: 'Values of the regions, one indicator at a time.' },
        level: level.id,
        indicator,
        layers: ['labels'],
      },
    ];
  });
  const links = networks.map(({ id, name, level }): ViewInput => ({
    id,
    name,
    summary: {
      zh: '地区之间的联系，线越宽联系越强。',
      en: 'Links between regions; the wider the line, the stronger the link.',
    },
    level,
    layers: ['flows', id, 'labels'],
  }));
  return [...values, ...links];
}
