import type { MeasureEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { NetworkBasis } from '../../geodata/model/network.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import { button, element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';
import { sourceList } from '../panels/sources.ts';
import type { OverlayId } from '../state/view-state.ts';
import { methodNote } from './measure-section.ts';
import { regionWord } from './pointing.ts';

/** A set of groups of regions, as the catalog has them. */
export interface GroupSet<Entry extends Group> {
  name: LocalText;
  level: string;
  basis: NetworkBasis | null;
  /** How the numbers were made, where no table of measures says it. */
  method?: LocalText;
  sources: string[];
  entries: Entry[];
}

export interface Group {
  id: string;
  name: LocalText;
  members: string[];
}

/** A column of numbers about groups. */
export interface GroupColumn<Entry extends Group> {
  title: string;
  value: (entry: Entry) => number | null;
  say: (value: number) => string;
}

/**
 * Groups of regions as a table, sortable by every column. Choosing one shows it on the map and lists its members;
 * below it stand the methods that the columns come from.
 */
export function createGroupTable<Entry extends Group>(
  { bundle, store, speech, look }: Scene,
  set: GroupSet<Entry>,
  columns: readonly GroupColumn<Entry>[],
  overlay: OverlayId,
  measures: readonly MeasureEntry[] = [],
): Panel {
  const { texts, local, language } = speech;
  const panel = element('div', { class: 'groups-panel' });
  const ask = latestOnly();
  let sortedBy = 0;
  let chosen: string | null = null;

  const onMap = (): void => store.change({ overlays: [...new Set([...store.state.overlays, overlay])] });

  const members = (entry: Entry, register: RegionRegister): HTMLElement =>
    element(
      'section',
      { class: 'part' },
      element('h3', {}, texts.groups.membersOf(local(entry.name))),
      element(
        'ul',
        { class: 'names' },
        ...entry.members.map((code) =>
          element(
            'li',
            { 'data-region': regionWord(set.level, code) },
            button(
              { class: 'row-name' },
              () => store.change({ selected: { level: set.level, code }, panel: 'region' }),
              nameOf(register, code, language),
            ),
          ),
        ),
      ),
    );

  const load = async () => {
    const [register, ...methods] = await Promise.all([
      bundle.register(set.level),
      ...measures.map(({ id }) => bundle.measure(id)),
    ]);
    return { register, methods };
  };

  const draw = (loaded: Awaited<ReturnType<typeof load>>): void => {
    const { register, methods } = loaded;
    const column = columns[sortedBy]!;
    const entries = set.entries.toSorted(
      (one, other) => (column.value(other) ?? -Infinity) - (column.value(one) ?? -Infinity),
    );
    const heads = columns.map(({ title }, place) => {
      const sort = button({ class: 'sort' }, () => {
        sortedBy = place;
        draw(loaded);
      });
      sort.append(title);
      return element('th', { scope: 'col', 'aria-sort': place === sortedBy ? 'descending' : 'none' }, sort);
    });
    const lines = entries.map((entry) =>
      element(
        'tr',
        { class: entry.id === chosen ? 'selected' : null },
        element(
          'th',
          { scope: 'row' },
          button(
            { class: 'row-name' },
            () => {
              chosen = entry.id;
              onMap();
              look(boxOf(register, entry.members));
              draw(loaded);
            },
            local(entry.name),
          ),
        ),
        ...columns.map(({ value, say }) => {
          const number = value(entry);
          return element('td', {}, number === null ? '—' : say(number));
        }),
      ),
    );
    const shown = set.entries.find(({ id }) => id === chosen);
    panel.replaceChildren(
      element('p', { class: 'note' }, local(set.name)),
      set.basis === null ? '' : element('p', { class: `basis ${set.basis}` }, texts.legend[set.basis]),
      store.state.overlays.includes(overlay) ? '' : button({ class: 'button' }, onMap, texts.groups.show),
      element(
        'table',
        { class: 'plain' },
        element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, texts.groups.name), ...heads)),
        element('tbody', {}, ...lines),
      ),
      shown === undefined ? '' : members(shown, register),
      ...methods.map((table) =>
        element('div', {}, element('h3', {}, local(table.title)), methodNote(table, bundle.catalog, speech)),
      ),
      set.method === undefined
        ? ''
        : element(
            'details',
            { class: 'method' },
            element('summary', {}, texts.concentration.method),
            element('p', { class: 'note' }, local(set.method)),
          ),
      sourceList(bundle.catalog, set.sources, speech),
    );
  };

  const show = (): void =>
    ask(load(), draw, (error) => panel.replaceChildren(failureNote(texts, error, show)));
  return { element: panel, show };
}

/** The box that holds all members. */
export function boxOf(register: RegionRegister, members: readonly string[]): BoundingBox {
  const boxes = members.flatMap((code) => {
    const box = register.bbox[register.code.indexOf(code)];
    return box === undefined ? [] : [box];
  });
  return [
    Math.min(...boxes.map(([west]) => west)),
    Math.min(...boxes.map(([, south]) => south)),
    Math.max(...boxes.map(([, , east]) => east)),
    Math.max(...boxes.map(([, , , north]) => north)),
  ];
}
