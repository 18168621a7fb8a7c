import { button, element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import { estimateSign } from '../panels/figures.ts';
import { latestOnly } from '../panels/latest.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameAt } from '../panels/region-name.ts';
import { sourceList } from '../panels/sources.ts';
import { loadKinds, type KindLayout, type KindsRecord } from '../plate/kinds.ts';
import type { Plate } from '../plate/plate.ts';
import { regionWord } from './pointing.ts';
import { tableHead } from '../panels/table-head.ts';

/** Groups with more regions than this are counted, not named. */
const named = 24;

/** Kinds of things that are counted, side by side: how many, in how many regions, how far in one place or in capitals. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language, number, percent } = speech;
  const { kinds: words } = texts;
  const panel = element('div', { class: 'kinds-panel' });
  const ask = latestOnly();

  const region = ({ level, register }: Plate, row: number): HTMLElement => {
    const code = register.code[row]!;
    return button(
      { class: 'row-name', 'data-region': regionWord(level.id, code) },
      () => store.change({ selected: { level: level.id, code }, panel: 'region' }),
      nameAt(register, row, language),
    );
  };

  const kindRow = (plate: Plate, layout: KindLayout): HTMLElement => {
    const { indicator, year, total, totalAbove, holders, known, first, capitalShare, estimated } = layout;
    const choose = (): void => store.change({ indicator: indicator.id, ...(year === null ? {} : { year }) });
    const parent = plate.catalog.levels.find(({ id }) => id === plate.level.parent);
    const shown = plate.indicator?.id === indicator.id;
    return element(
      'tr',
      { class: shown ? 'selected' : null },
      element(
        'th',
        { scope: 'row' },
        button(
          { class: 'row-name', 'aria-pressed': String(shown), title: words.show(local(indicator.name)) },
          choose,
          local(indicator.name),
        ),
        element('small', {}, [local(indicator.unit), year].filter(Boolean).join(texts.comma)),
      ),
      element(
        'td',
        {},
        estimated ? element('span', { class: 'estimate', title: texts.legend.marked }, estimateSign) : null,
        number(total, indicator.decimals),
        totalAbove === null || parent === undefined
          ? null
          : element('small', {}, words.above(local(parent.name), number(totalAbove, indicator.decimals))),
      ),
      element('td', {}, number(holders, 0), element('small', {}, words.of(known))),
      element(
        'td',
        {},
        first === null ? '—' : percent(first.share),
        first === null ? null : element('small', {}, region(plate, first.row)),
      ),
      element('td', {}, capitalShare === null ? '—' : percent(capitalShare)),
    );
  };

  const kindsTable = (plate: Plate, layouts: readonly KindLayout[]): HTMLElement =>
    element(
      'table',
      { class: 'plain' },
      tableHead([words.kind, words.total, words.holders, words.first, words.capitals]),
      element('tbody', {}, ...layouts.map((layout) => kindRow(plate, layout))),
    );

  const together = (plate: Plate, { together: groups }: KindsRecord): HTMLElement | null => {
    if (groups.length === 0) return null;
    const most = Math.max(...groups.map(({ rows }) => rows.length));
    return element(
      'section',
      { class: 'part' },
      element('h3', {}, words.together),
      element(
        'ul',
        { class: 'kinds-together' },
        ...groups.map(({ kinds, rows }) =>
          element(
            'li',
            {},
            element('span', {}, words.kinds(kinds)),
            element(
              'span',
              { class: 'figure' },
              texts.region.units(rows.length),
              element('span', {
                class: 'bar',
                style: `--share:${(rows.length / most).toFixed(4)}`,
                'aria-hidden': 'true',
              }),
            ),
            rows.length > named || kinds === 0
              ? null
              : element('p', { class: 'names' }, ...rows.map((row) => region(plate, row))),
          ),
        ),
      ),
    );
  };

  const draw = (plate: Plate, record: KindsRecord): void => {
    const parts = [
      element('p', { class: 'note' }, words.note),
      kindsTable(plate, record.layouts),
      together(plate, record),
      sourceList(bundle.catalog, record.sources, speech),
    ];
    panel.replaceChildren(...parts.filter((part) => part !== null));
  };

  const show = (plate: Plate): void =>
    ask(
      loadKinds(bundle, plate),
      (record) => draw(plate, record),
      (error) => panel.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  return { element: panel, show };
}
