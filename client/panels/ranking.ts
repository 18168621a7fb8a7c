import { button, element } from '../dom/element.ts';
import { isMarked } from '../plate/column.ts';
import type { Plate } from '../plate/plate.ts';
import type { Shown } from '../plate/shown.ts';
import type { SortKey } from '../state/view-state.ts';
import { figure } from './figures.ts';
import { createLinkRanking } from './link-ranking.ts';
import type { Panel, Scene } from './panel.ts';
import { subjectWords, yearWords } from './plate-words.ts';
import { sortRows } from './ranking-order.ts';
import { nameAt } from './region-name.ts';

/** More rows than this take longer to lay out than anyone reads. */
const mostRows = 2000;

/**
 * All regions of the frame as a table: the map in words. The name of a region is a button; arrow keys go from one to
 * the next, so that the table is one stop on the way through the page. Without an indicator the links are listed.
 */
export function createRanking(scene: Scene): Panel {
  const { store, speech, point } = scene;
  const links = createLinkRanking(scene);
  const { texts, local, language } = speech;
  const caption = element('caption', {});
  const body = element('tbody');
  const header = (key: SortKey, label: HTMLElement | string, className: string): HTMLTableCellElement => {
    const sort = button({ class: 'sort' }, () => {
      const { by, descending } = store.state.sort;
      store.change({ sort: { by: key, descending: by === key ? !descending : key === 'value' } });
    });
    sort.append(label);
    return element('th', { scope: 'col', class: className, 'data-key': key }, sort);
  };
  const valueLabel = element('span');
  const headers = [header('name', texts.ranking.region, 'name'), header('value', valueLabel, 'value')];
  const rankHeader = element('th', { scope: 'col', class: 'rank' }, texts.ranking.rank);
  const table = element(
    'table',
    { class: 'ranking' },
    caption,
    element('thead', {}, element('tr', {}, rankHeader, ...headers)),
    body,
  );
  const empty = element('p', { class: 'note' }, texts.ranking.noIndicator);
  const summary = element('p', { class: 'note' });
  const rest = element('p', { class: 'note' });

  let rows: { row: number; line: HTMLTableRowElement; name: HTMLButtonElement }[] = [];

  /** What the value was in the earlier of two years, before an arrow. */
  const earlierFigure = (earlier: Plate, row: number): HTMLElement => {
    const { value, quality } = earlier.marks[row]!;
    const from = figure(speech, value, quality, earlier.shown!);
    return element('span', { class: 'earlier' }, from, ' → ');
  };

  const lineOf = (plate: Plate, shown: Shown, row: number, largest: number): (typeof rows)[number] => {
    const { register, marks, level } = plate;
    const mark = marks[row]!;
    const code = register.code[row]!;
    const name = button({ class: 'row-name', tabindex: -1 }, () =>
      store.change({ selected: { level: level.id, code }, panel: 'region' }),
    );
    name.append(nameAt(register, row, language));
    const share = mark.value === null || largest <= 0 ? 0 : Math.abs(mark.value) / largest;
    const line = element(
      'tr',
      { class: isMarked(mark.quality) ? 'estimated' : null },
      element('td', { class: 'rank' }, mark.rank === null ? '' : String(mark.rank)),
      element('th', { scope: 'row', class: 'name' }, name),
      element(
        'td',
        { class: 'value' },
        plate.earlier === null ? null : earlierFigure(plate.earlier, row),
        figure(speech, mark.value, mark.quality, shown, shown.since !== null),
        // Codes of classes are no lengths.
        shown.categories !== null
          ? null
          : element('span', {
              class: (mark.value ?? 0) < 0 ? 'bar negative' : 'bar',
              style: `--share:${share.toFixed(4)}`,
              'aria-hidden': 'true',
            }),
      ),
    );
    line.addEventListener('pointerenter', () => point(row));
    line.addEventListener('pointerleave', () => point(null));
    name.addEventListener('focus', () => {
      setStop(row);
      point(row);
    });
    name.addEventListener('blur', () => point(null));
    return { row, line, name };
  };

  /** Makes one name the table's stop for the tab key. */
  const setStop = (row: number): void => {
    for (const entry of rows) entry.name.tabIndex = entry.row === row ? 0 : -1;
  };

  body.addEventListener('keydown', (event) => {
    const here = rows.findIndex(({ name }) => name === document.activeElement);
    const steps: Record<string, number> = {
      ArrowDown: here + 1,
      ArrowUp: here - 1,
      Home: 0,
      End: rows.length - 1,
      PageDown: Math.min(here + 10, rows.length - 1),
      PageUp: Math.max(here - 10, 0),
    };
    const next = rows[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    next.name.focus();
  });

  return {
    element: element(
      'div',
      { class: 'ranking-panel', id: 'data', tabindex: -1 },
      summary,
      table,
      rest,
      links.element,
      empty,
    ),
    show(plate) {
      const { shown, frame, marks, register, state, level } = plate;
      table.hidden = shown === null;
      summary.hidden = shown === null;
      if (shown === null) rest.hidden = true;
      empty.hidden = shown !== null || plate.network !== null;
      links.show(plate);
      if (shown === null) return;
      const subject = subjectWords(plate, speech);
      caption.textContent = [texts.ranking.caption(subject), yearWords(plate)]
        .filter(Boolean)
        .join(texts.comma);
      table.classList.toggle('unranked', shown.categories !== null);
      const unit = local(shown.unit);
      valueLabel.textContent = unit === '' ? subject : unit;
      for (const cell of headers) {
        const sorted = cell.dataset['key'] === state.sort.by;
        cell.setAttribute('aria-sort', !sorted ? 'none' : state.sort.descending ? 'descending' : 'ascending');
      }
      const known = frame.filter((row) => marks[row]!.value !== null);
      summary.textContent = texts.ranking.summary(known.length, frame.length);
      const largest = Math.max(0, ...known.map((row) => Math.abs(marks[row]!.value!)));
      const focused = rows.find(({ name }) => name === document.activeElement)?.row;
      const selected = state.selected?.level === level.id ? register.code.indexOf(state.selected.code) : -1;
      const sorted = sortRows(plate, language);
      const listed = sorted.filter((row, place) => place < mostRows || row === selected);
      rest.hidden = listed.length === sorted.length;
      rest.textContent = texts.ranking.first(listed.length, sorted.length);
      rows = listed.map((row) => lineOf(plate, shown, row, largest));
      body.replaceChildren(...rows.map(({ line }) => line));
      for (const { row, line } of rows) line.classList.toggle('selected', row === selected);
      setStop(rows.some(({ row }) => row === selected) ? selected : (rows[0]?.row ?? -1));
      if (focused !== undefined) rows.find(({ row }) => row === focused)?.name.focus({ preventScroll: true });
    },
    highlight(row) {
      for (const entry of rows) entry.line.classList.toggle('hovered', entry.row === row);
    },
  };
}
