import { element, svgElement } from '../dom/element.ts';
import { speak } from '../i18n/dictionary.ts';
import { sizeOf } from '../map/home-padding.ts';
import { createInset } from '../map/inset.ts';
import type { MapReports } from '../map/map-owner.ts';
import type { MapPalette } from '../map/palette.ts';
import type { RegionHighlight } from '../map/region-drawings.ts';
import { rasterOf } from '../map/svg-raster.ts';
import type { Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';
import { layCircles, laySquares, projectionOf, type FormUnit, type Obstacle } from './form-layout.ts';
import { formPatterns } from './form-patterns.ts';
import { landKey, landPicture, readLand, type Land } from './land.ts';
import { directions, nextUnit } from './next-unit.ts';
import { centreMarks, drawLabel, drawLabelOn, drawUnit } from './unit-drawing.ts';
import { unitLabels, type UnitLabel } from './unit-labels.ts';
import type { UnitForm } from './unit-shapes.ts';
import { unitWords } from './unit-words.ts';

/** Regions as circles or squares, in the place of the map. */
export interface FormView {
  show(plate: Plate, palette: MapPalette, highlight: RegionHighlight): void;
  highlight(highlight: RegionHighlight): void;
  /** A picture of what is seen, `scale` times as dense as CSS pixels. */
  picture(scale: number): Promise<HTMLCanvasElement>;
  /** What is seen, to be put into another document. */
  drawing(): SVGSVGElement;
  remove(): void;
}

export interface FormOptions {
  container: HTMLElement;
  /** URL of the service. */
  base: string;
  reports: Pick<MapReports, 'hover' | 'click'>;
  /** What stands on the container and must not be drawn under. */
  obstacles: () => Obstacle[];
  fail: (error: unknown) => void;
}

/** Puts circles or squares over a container. One of them is a stop for the tab key; arrow keys go on from there. */
export function createFormView({ container, base, reports, obstacles, fail }: FormOptions): FormView {
  const svg = svgElement('svg', { class: 'form-picture', role: 'group' });
  const whole = element('div', { class: 'form' }, svg);
  container.append(whole);
  let shown: { plate: Plate; palette: MapPalette } | null = null;
  let hovered: number | null = null;
  let units: FormUnit[] = [];
  let labels: UnitLabel[] = [];
  let labelGroup: SVGGElement | null = null;
  let groups = new Map<number, SVGGElement>();
  let land: { key: string; land: Land } | null = null;
  let inset: ReturnType<typeof createInset> | null = null;

  const formOf = ({ state }: Plate): UnitForm => (state.form === 'squares' ? 'squares' : 'circles');

  const draw = (): void => {
    if (shown === null) return;
    const { plate, palette } = shown;
    const { state, register, catalog } = plate;
    const size = sizeOf(container);
    if (size.width === 0 || size.height === 0) return;
    const form = formOf(plate);
    const speech = speak(state.language);
    const overlays = drawnOverlays(state);
    const standing = obstacles();
    units = (form === 'squares' ? laySquares : layCircles)(plate, size, standing);
    labels = overlays.includes('labels') ? unitLabels(plate, units, form, palette, speech) : [];
    const focused = [...groups].find(([, group]) => group === document.activeElement)?.[0];
    groups = new Map(
      units.map((unit) => {
        const group = drawUnit(plate, unit, form, palette, unitWords(plate, unit.row, speech));
        return [unit.row, group];
      }),
    );
    labelGroup = svgElement(
      'g',
      { 'aria-hidden': 'true', 'pointer-events': 'none' },
      ...labels.map(drawLabel),
    );
    svg.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    svg.setAttribute('aria-label', speech.texts.forms[form]);
    svg.replaceChildren(
      formPatterns(palette),
      ...(form === 'circles' && land?.key === landKey(plate)
        ? [landPicture(land.land, projectionOf(plate, size, standing), palette)]
        : []),
      ...groups.values(),
      ...(overlays.includes('centres') ? centreMarks(plate, units, palette) : []),
      labelGroup,
    );
    const selected = state.selected?.level === plate.level.id ? state.selected.code : null;
    const stop = focused ?? Math.max(0, register.code.indexOf(selected ?? ''));
    setStop(groups.has(stop) ? stop : (units[0]?.row ?? -1));
    if (focused !== undefined) groups.get(focused)?.focus({ preventScroll: true });
    mark();
    // Where land is drawn, so is all of it.
    const needsInset = form === 'circles' && catalog.inset !== undefined && state.within === null;
    if (needsInset) inset ??= createInset(whole, base, catalog.inset!);
    whole.classList.toggle('without-inset', !needsInset);
    inset?.show({ ...plate, marks: plate.marks.map((each) => ({ ...each, shade: null })) }, palette);
  };

  /** Outlines the region pointed at and the selected one. */
  const mark = (): void => {
    if (shown === null) return;
    const { plate, palette } = shown;
    const { selected } = plate.state;
    for (const [row, group] of groups) {
      const isSelected = selected?.level === plate.level.id && selected.code === plate.register.code[row];
      const outline = group.querySelector('.outline')!;
      const strong = isSelected || row === hovered;
      outline.setAttribute('stroke', strong ? palette.selection : palette.parentBorder);
      outline.setAttribute('stroke-width', isSelected ? '2.5' : strong ? '1.5' : '0.6');
    }
  };

  const setStop = (stop: number): void => {
    for (const [row, group] of groups) group.setAttribute('tabindex', row === stop ? '0' : '-1');
  };

  const rowOf = (event: Event): number | null => {
    const group = event.target instanceof Element ? event.target.closest('[data-row]') : null;
    return group === null ? null : Number(group.getAttribute('data-row'));
  };
  svg.addEventListener('pointermove', (event) => reports.hover(rowOf(event)));
  svg.addEventListener('pointerleave', () => reports.hover(null));
  svg.addEventListener('click', (event) => reports.click(rowOf(event)));
  svg.addEventListener('focusin', (event) => {
    const row = rowOf(event);
    if (row !== null) setStop(row);
    reports.hover(row);
  });
  svg.addEventListener('focusout', () => reports.hover(null));
  svg.addEventListener('keydown', (event) => {
    const here = units.find(({ row }) => row === rowOf(event));
    if (here === undefined) return;
    if (event.key === 'Enter' || event.key === ' ') reports.click(here.row);
    else {
      const direction = directions[event.key];
      const next = direction === undefined ? null : nextUnit(units, here, direction);
      if (next === null) return;
      groups.get(next.row)!.focus();
    }
    event.preventDefault();
  });

  const resizes = new ResizeObserver(draw);
  resizes.observe(container);

  const readMissingLand = async (plate: Plate): Promise<void> => {
    const key = landKey(plate);
    if (formOf(plate) !== 'circles' || land?.key === key) return;
    container.setAttribute('aria-busy', 'true');
    const read = await readLand(base, plate);
    if (shown === null || landKey(shown.plate) !== key) return;
    land = { key, land: read };
    draw();
  };

  return {
    show(plate, palette, highlight) {
      shown = { plate, palette };
      hovered = highlight.hovered;
      draw();
      readMissingLand(plate).then(() => container.setAttribute('aria-busy', 'false'), fail);
    },
    highlight(highlight) {
      hovered = highlight.hovered;
      mark();
    },
    async picture(scale) {
      // A picture inside of a picture has no fonts of the page: its words are drawn afterwards.
      labelGroup?.remove();
      const reading = rasterOf(svg, scale);
      if (labelGroup !== null) svg.append(labelGroup);
      const canvas = await reading;
      const context = canvas.getContext('2d')!;
      context.save();
      context.scale(scale, scale);
      for (const label of labels) drawLabelOn(context, label, getComputedStyle(container).fontFamily);
      context.restore();
      if (!whole.classList.contains('without-inset')) await inset?.drawOn(canvas, scale);
      return canvas;
    },
    drawing: () => svg.cloneNode(true) as SVGSVGElement,
    remove() {
      resizes.disconnect();
      whole.remove();
    },
  };
}
