import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Dictionary } from '../i18n/zh.ts';

/** The handle between two years: dragged, moved by arrow keys, or by the buttons that bear the years. */
export interface YearHandle {
  element: HTMLElement;
  /** `split` is the percentage of the width left of the handle. */
  show(earlier: number, later: number, split: number): void;
}

/** Percent of the width that a key or a button moves the handle. */
const steps = { key: 2, page: 10, button: 25 } as const;

/**
 * A handle over a box whose width it divides. `moved` is told where the reader put it, and whether that goes on with a
 * move which it was told of before.
 */
export function createYearHandle(
  texts: Dictionary['compare'],
  moved: (split: number, goesOn: boolean) => void,
): YearHandle {
  let split = 50;
  const put = (wanted: number, goesOn = false): void => moved(Math.min(100, Math.max(0, wanted)), goesOn);

  const grip = button(
    {
      class: 'handle-grip',
      role: 'slider',
      'aria-label': texts.handle,
      'aria-orientation': 'horizontal',
      'aria-valuemin': 0,
      'aria-valuemax': 100,
    },
    () => {},
    icon('earlier'),
    icon('later'),
  );
  const line = element('div', { class: 'handle-line' }, grip);
  const earlierButton = button({ class: 'button' }, () => put(split + steps.button));
  const laterButton = button({ class: 'button' }, () => put(split - steps.button));
  const years = element(
    'div',
    { class: 'handle-years', role: 'group', 'aria-label': texts.handle },
    earlierButton,
    laterButton,
  );
  const whole = element('div', { class: 'handle' }, line, years);

  grip.addEventListener('keydown', (event) => {
    const targets: Record<string, number> = {
      ArrowRight: split + steps.key,
      ArrowUp: split + steps.key,
      ArrowLeft: split - steps.key,
      ArrowDown: split - steps.key,
      PageUp: split + steps.page,
      PageDown: split - steps.page,
      Home: 0,
      End: 100,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    put(target, event.repeat);
  });

  line.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    grip.focus({ preventScroll: true });
    line.setPointerCapture(event.pointerId);
    const { left, width } = whole.getBoundingClientRect();
    const reach = event.clientX - left - (split / 100) * width;
    let goesOn = false;
    const drag = (move: PointerEvent): void => {
      put((100 * (move.clientX - left - reach)) / width, goesOn);
      goesOn = true;
    };
    line.addEventListener('pointermove', drag);
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', drag), {
      once: true,
    });
  });

  return {
    element: whole,
    show(earlier, later, nextSplit) {
      split = nextSplit;
      whole.style.setProperty('--split', `${split}%`);
      grip.setAttribute('aria-valuenow', String(split));
      grip.setAttribute('aria-valuetext', texts.position(earlier, later, Math.round(split)));
      for (const [each, year] of [
        [earlierButton, earlier],
        [laterButton, later],
      ] as const) {
        each.textContent = String(year);
        each.setAttribute('aria-label', texts.more(year));
        each.title = texts.more(year);
      }
      earlierButton.disabled = split === 100;
      laterButton.disabled = split === 0;
    },
  };
}
