import type { MeasureEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';
import { button, element } from '../dom/element.ts';
import { measureFigure } from '../panels/measure-figure.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';
import type { Plate } from '../plate/plate.ts';
import { createChosenTable } from './chosen-table.ts';
import { methodNote } from './measure-section.ts';
import { regionWord } from './pointing.ts';
import { detailLines } from './result-details.ts';
import { optionsOf, rowsOf, timeOf } from './table-rows.ts';
import { tableHead } from '../panels/table-head.ts';

/** Every table of measures that the atlas has: its rows with all that comes with them, its method, and as CSV. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language } = speech;
  const { measures, indicators, groupings } = bundle.catalog;
  const picked = { indicator: '', time: '' };

  const load = async (entry: MeasureEntry) => {
    const [table, register] = await Promise.all([bundle.measure(entry.id), bundle.register(entry.level)]);
    // Rows may be about the regions of another level than the one that was looked at.
    const above = bundle.catalog.levels.find(({ id }) => id === entry.within && id !== entry.level);
    const registers = above === undefined ? [register] : [register, await bundle.register(above.id)];
    return { entry, table, registers };
  };
  type Loaded = Awaited<ReturnType<typeof load>>;

  const filter = (
    name: 'indicator' | 'time',
    label: string,
    options: [string, string][],
    again: () => void,
  ) => {
    if (options.length < 2) return null;
    const chosen = select(label, options);
    chosen.value = picked[name];
    chosen.addEventListener('change', () => {
      picked[name] = chosen.value;
      again();
    });
    return chosen;
  };

  const draw = (plate: Plate, { entry, table, registers }: Loaded, again: () => void) => {
    const found = optionsOf(table.rows, picked, plate.state.year);
    Object.assign(picked, found.picked);
    const indicatorName = (id: string): string => {
      const indicator = indicators.find((each) => each.id === id);
      return indicator === undefined ? id : local(indicator.name);
    };
    const register = (code: string): RegionRegister | undefined =>
      registers.find((each) => each.code.includes(code));
    const say = (code: string): string => {
      const own = register(code);
      return own === undefined ? indicatorName(code) : nameOf(own, code, language);
    };
    const members = [...(table.groups ?? []), ...groupings.flatMap((grouping) => grouping.members)];
    const subject = (row: MeasureRow): Node | string => {
      const { region, group } = row;
      if (region === null) {
        const member = members.find(({ id }) => id === group);
        return member === undefined ? (group ?? timeOf(row)) : local(member.name);
      }
      const level = register(region)?.level ?? entry.level;
      const choose = (): void => store.change({ selected: { level, code: region } });
      return button({ class: 'row-name' }, choose, say(region));
    };
    const context = { entry, params: table.params, description: table.description };
    const lines = rowsOf(table.rows, picked).map((row) =>
      element(
        'tr',
        {
          class: row.region !== null && row.region === plate.state.selected?.code ? 'selected' : null,
          'data-region':
            row.region === null ? null : regionWord(register(row.region)?.level ?? entry.level, row.region),
        },
        element('th', { scope: 'row' }, subject(row), detailsOf(row, scene, say)),
        element(
          'td',
          {},
          measureFigure(
            speech,
            context,
            indicators.find(({ id }) => id === row.indicator),
            row,
          ),
        ),
        element('td', { class: 'rank' }, `${row.n}/${row.frame}`),
      ),
    );
    const isByTime = table.rows.every(({ region, group }) => region === null && group === undefined);
    const heads = [isByTime ? texts.table.year : texts.groups.name, texts.table.value, texts.table.units];
    return [
      filter('indicator', texts.tables.indicator, named(found.indicators, indicatorName), again),
      filter('time', texts.table.year, named(found.times), again),
      element('p', { class: 'note' }, local(table.description.summary)),
      basisNote(table, scene),
      element('table', { class: 'plain' }, tableHead(heads), element('tbody', {}, ...lines)),
      downloads(bundle.base, entry),
      methodNote(table, bundle.catalog, speech),
    ];
  };

  return createChosenTable(scene, {
    className: 'tables-panel',
    label: texts.tables.table,
    entries: measures,
    load,
    draw,
    // The first table that opens is about what the map shows, where there is one.
    first({ indicator }) {
      if (indicator === null) return undefined;
      picked.indicator = indicator.id;
      return measures.find(({ indicators: about }) => about.includes(indicator.id))?.id;
    },
  });
}

const named = (ids: readonly string[], nameFor = (id: string) => id): [string, string][] =>
  ids.map((id) => [id, nameFor(id)]);

const select = (label: string, options: readonly [value: string, text: string][]): HTMLSelectElement =>
  element(
    'select',
    { class: 'select', 'aria-label': label },
    ...options.map(([value, text]) => element('option', { value }, text)),
  );

/** What comes with a result, one click away; codes of regions as their names. */
function detailsOf(row: MeasureRow, { speech }: Scene, say: (code: string) => string): HTMLElement | null {
  const lines = detailLines(row.details).map(({ name, parts }) => {
    const words = parts.map((part) =>
      typeof part === 'number' ? speech.number(part, Number.isInteger(part) ? 0 : 3) : say(String(part)),
    );
    return element('li', {}, `${name}: ${words.join(' ')}`);
  });
  if (lines.length === 0) return null;
  return element(
    'details',
    { class: 'method' },
    element('summary', {}, speech.texts.tables.details),
    element('ul', { class: 'note' }, ...lines),
  );
}

/** Parameters it was computed with, and how good what went in was. */
function basisNote({ params, rows }: MeasureTable, { speech }: Scene): HTMLElement | null {
  const qualities: Record<string, string> = speech.texts.quality;
  const flags = [...new Set(rows.flatMap((row) => row.flags))].map((flag) => qualities[flag] ?? flag);
  const words = [...Object.entries(params).map(([name, value]) => `${name} = ${String(value)}`), ...flags];
  return words.length === 0 ? null : element('p', { class: 'note' }, words.join(' · '));
}

/** The whole table as files. */
const downloads = (base: string, { path }: MeasureEntry): HTMLElement =>
  element(
    'p',
    { class: 'note' },
    element('a', { href: `${base}${path.replace(/json$/, 'csv')}`, download: true }, 'CSV'),
    ' · ',
    element('a', { href: `${base}${path}` }, 'JSON'),
  );
