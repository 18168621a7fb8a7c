import type { Catalog } from '../../geodata/model/catalog.ts';
import type { LocalText } from '../../geodata/model/text.ts';

/** Maps that differ in their year only. */
export interface MapSeries {
  /** Id of the map, with `{year}` in it where there are years. */
  id: string;
  title: LocalText;
  years: number[];
}

/** All maps there are: of everything, of each view, and of each indicator. */
export const listMaps = (catalog: Catalog): MapSeries[] => [
  { id: 'atlas', title: catalog.title, years: [] },
  ...catalog.views.map(({ id, name }) => ({ id: `view.${id}`, title: name, years: [] })),
  ...catalog.indicators.flatMap(({ id, name, columns }) =>
    columns.map(({ level, years }) => {
      const dated = years.filter((year) => year !== null);
      const levelName = catalog.levels.find((entry) => entry.id === level)?.name ?? { zh: level, en: level };
      return {
        id: `${level}.${id}.${dated.length === 0 ? 'all' : '{year}'}`,
        title: { zh: `${name.zh}（${levelName.zh}）`, en: `${name.en} (${levelName.en})` },
        years: dated,
      };
    }),
  ),
];

/** Id of the latest map of a series. */
export const latestMap = ({ id, years }: MapSeries): string => id.replace('{year}', String(years.at(-1)));
