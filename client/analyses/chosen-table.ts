import type { MeasureEntry } from '../../geodata/model/catalog.ts';
import { element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';

/** Tables to choose from, and what to make of the chosen one. */
export interface TableChoice<Loaded> {
  className: string;
  /** Says what is chosen, to those who do not see it. */
  label: string;
  entries: readonly MeasureEntry[];
  load: (entry: MeasureEntry) => Promise<Loaded>;
  /** What is shown below the choice. `again` draws anew, after a choice among what was loaded. */
  draw: (plate: Plate, loaded: Loaded, again: () => void) => readonly (Node | null)[];
  /** Which table is chosen before the reader chooses; the first by default. */
  first?: (plate: Plate) => string | undefined;
}

/** One of several tables of results at a time, with the choice above it where there is more than one. */
export function createChosenTable<Loaded>(
  { speech }: Scene,
  { className, label, entries, load, draw, first }: TableChoice<Loaded>,
): Panel {
  const { texts, local } = speech;
  const choice = element(
    'select',
    { class: 'select', 'aria-label': label },
    ...entries.map(({ id, title }) => element('option', { value: id }, local(title))),
  );
  choice.hidden = entries.length < 2;
  const body = element('div');
  const ask = latestOnly();
  let plate: Plate | null = null;

  const show = (next: Plate): void => {
    if (plate === null) choice.value = first?.(next) ?? choice.value;
    plate = next;
    const entry = entries.find(({ id }) => id === choice.value);
    if (entry === undefined) return;
    ask(
      load(entry),
      (loaded) => {
        const parts = draw(next, loaded, () => show(next));
        body.replaceChildren(...parts.filter((part) => part !== null));
      },
      (error) => body.replaceChildren(failureNote(texts, error, () => show(next))),
    );
  };
  choice.addEventListener('change', () => {
    if (plate !== null) show(plate);
  });
  return { element: element('div', { class: className }, choice, body), show };
}
