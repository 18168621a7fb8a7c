import type { Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';

/** How an element says in `data-region` which region it is about. */
export const regionWord = (level: string, code: string): string => `${level}:${code}`;

/** Tables and charts joined with the map: what is pointed at in one is marked in the others. */
export interface Pointing {
  show(plate: Plate): void;
  highlight(row: number | null): void;
}

/**
 * Joins all elements below `root` that say which region they are about with the map, by pointer and by focus. A chart
 * with a tab stop of its own goes from point to point by the arrow keys, and Enter chooses.
 */
export function joinPointing(root: HTMLElement, { point, store }: Pick<Scene, 'point' | 'store'>): Pointing {
  let plate: Plate | null = null;

  const regionOf = (target: EventTarget | null): string | null =>
    target instanceof Element ? (target.closest('[data-region]')?.getAttribute('data-region') ?? null) : null;
  /** The row of a region on the map, null where another level is shown. */
  const rowOf = (region: string | null): number | null => {
    if (region === null || plate === null) return null;
    const { level, register } = plate;
    const row = register.code.findIndex((code) => regionWord(level.id, code) === region);
    return row === -1 ? null : row;
  };
  const choose = (region: string): void => {
    const colon = region.indexOf(':');
    store.change({ selected: { level: region.slice(0, colon), code: region.slice(colon + 1) } });
  };

  root.addEventListener('pointerover', ({ target }) => point(rowOf(regionOf(target))));
  root.addEventListener('pointerleave', () => point(null));
  root.addEventListener('focusin', ({ target }) => point(rowOf(regionOf(target))));
  root.addEventListener('focusout', ({ target }) => {
    point(null);
    if (target instanceof SVGSVGElement) nameChart(target, null);
  });
  root.addEventListener('click', ({ target }) => {
    const region = target instanceof SVGCircleElement ? regionOf(target) : null;
    if (region !== null) choose(region);
  });
  root.addEventListener('keydown', (event) => {
    const { target: chart, key } = event;
    if (!(chart instanceof SVGSVGElement)) return;
    const points = [...chart.querySelectorAll<SVGCircleElement>('circle[data-region]')].toSorted(
      (one, other) => one.cx.baseVal.value - other.cx.baseVal.value,
    );
    const here = points.findIndex((each) => each.classList.contains('hovered'));
    const region = points[here]?.getAttribute('data-region');
    if (key === 'Enter' && region !== null && region !== undefined) return choose(region);
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || points.length === 0) return;
    event.preventDefault();
    const start = here === -1 && step === -1 ? 0 : here;
    const next = points[(start + step + points.length) % points.length]!;
    point(rowOf(regionOf(next)));
    nameChart(chart, next);
  });

  return {
    show(next) {
      plate = next;
    },
    highlight(row) {
      for (const each of root.querySelectorAll('[data-region].hovered')) each.classList.remove('hovered');
      const code = row === null ? undefined : plate?.register.code[row];
      if (code === undefined) return;
      const word = CSS.escape(regionWord(plate!.level.id, code));
      for (const each of root.querySelectorAll(`[data-region="${word}"]`)) each.classList.add('hovered');
    },
  };
}

/** The name of a chart is that of the point that is looked at, so that it is said; its own again without one. */
function nameChart(chart: SVGSVGElement, point: SVGCircleElement | null): void {
  const own = chart.dataset['label'] ?? chart.getAttribute('aria-label') ?? '';
  chart.dataset['label'] = own;
  chart.setAttribute('aria-label', point?.querySelector('title')?.textContent ?? own);
}
