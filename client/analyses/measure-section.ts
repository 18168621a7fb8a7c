import type { Catalog, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureDocument, MeasureRow } from '../../geodata/model/measure.ts';
import { button, element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { MeasureRows } from '../plate/concentration.ts';
import type { Plate } from '../plate/plate.ts';
import { measureFigure } from '../panels/measure-figure.ts';
import type { Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';
import { sourceList } from '../panels/sources.ts';
import { formula } from './formula.ts';
import { regionWord } from './pointing.ts';
import { tableHead } from '../panels/table-head.ts';

const listed = 40;

/**
 * One measure about the indicator on the map: for every region or group in the year of the map, or for every year
 * where the measure is about the whole; with what it says, its formula and its sources one click away.
 */
export function measureSection(
  measure: MeasureRows,
  plate: Plate,
  registers: readonly RegionRegister[],
  scene: Scene,
): HTMLElement {
  const { speech, store } = scene;
  const { texts, local, language } = speech;
  const { entry, description, rows } = measure;
  const about = entry.within === null ? rows : ofYear(rows, plate.state.year);
  const register = registers.find(({ level }) => level === entry.within);
  const members = plate.catalog.groupings.find(({ id }) => id === entry.within)?.members ?? [];

  const subject = (row: MeasureRow): Node | string => {
    const { region, group } = row;
    if (region !== null && register !== undefined) {
      return button(
        { class: 'row-name' },
        () => store.change({ selected: { level: register.level, code: region }, panel: 'region' }),
        nameOf(register, region, language),
      );
    }
    const member = members.find(({ id }) => id === group);
    if (member !== undefined) return local(member.name);
    if (row.year === null) return texts.settings.timeless;
    return row.toYear === undefined ? String(row.year) : `${row.year}–${row.toYear}`;
  };
  const lines = sorted(about, entry.within !== null)
    .slice(0, listed)
    .map((row) =>
      element(
        'tr',
        {
          'data-region':
            row.region === null || register === undefined ? null : regionWord(register.level, row.region),
        },
        element('th', { scope: 'row' }, subject(row), stage(row, entry.within !== null)),
        element('td', {}, measureFigure(speech, measure, plate.indicator ?? undefined, row)),
        element('td', { class: 'rank' }, `${row.n}/${row.frame}`),
      ),
    );
  const heading =
    entry.within === null
      ? texts.table.year
      : register === undefined
        ? texts.table.group
        : texts.ranking.region;
  return element(
    'details',
    { class: 'part measure', open: lines.length > 0 && lines.length <= 8 },
    element('summary', {}, element('h3', {}, local(entry.title))),
    element('p', { class: 'note' }, local(description.summary)),
    element(
      'table',
      { class: 'plain' },
      tableHead([heading, texts.table.value, texts.table.units]),
      element('tbody', {}, ...lines),
    ),
    methodNote({ description, sources: entry.sources }, plate.catalog, speech),
  );
}

/** How a measure is made: formula, reference and sources, one click away. */
export const methodNote = (
  { description, sources }: Pick<MeasureDocument, 'description' | 'sources'>,
  catalog: Catalog,
  speech: Speech,
): HTMLElement => {
  const { texts } = speech;
  return element(
    'details',
    { class: 'method' },
    element('summary', {}, texts.concentration.method),
    element('p', { class: 'note' }, `${texts.concentration.formula}${texts.colon}`.trimEnd()),
    // A long formula is moved by keys too.
    element(
      'div',
      { class: 'formula', role: 'group', tabindex: 0, 'aria-label': texts.concentration.formula },
      formula(description.mathml, description.formula),
    ),
    element('p', { class: 'note' }, `${texts.concentration.reference}${texts.colon}${description.source}`),
    sourceList(catalog, sources, speech),
  );
};

/** Rows of the year on the map; changes, and years without a row, show everything. */
function ofYear(rows: readonly MeasureRow[], year: number | null): readonly MeasureRow[] {
  const own = rows.filter((row) => row.year === year && row.toYear === undefined);
  return own.length > 0 ? own : rows;
}

/** Regions from the largest value down; years as they run. */
const sorted = (rows: readonly MeasureRow[], byValue: boolean): MeasureRow[] =>
  byValue
    ? rows.toSorted((one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity))
    : rows.toSorted((one, other) => (one.year ?? 0) - (other.year ?? 0));

const stage = ({ year, toYear }: MeasureRow, apart: boolean): HTMLElement | null =>
  !apart || toYear === undefined ? null : element('small', {}, `${year}–${toYear}`);
