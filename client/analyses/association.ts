import { scatterChart } from '../charts/scatter-chart.ts';
import { button, element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import { measureDecimals } from '../panels/measure-figure.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameAt } from '../panels/region-name.ts';
import { clusterKinds, clusterMarks, type ClusterKind, type ClusterMark } from '../plate/clusters.ts';
import { loadMeasure, type MeasureRows } from '../plate/concentration.ts';
import type { Plate } from '../plate/plate.ts';
import { clusterEntry } from '../state/view-state.ts';
import { measureSection } from './measure-section.ts';
import { regionWord } from './pointing.ts';

/** Whether like lies beside like: Moran's I, its scatterplot, and the regions that form clusters. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech, palette } = scene;
  const { texts, language } = speech;
  const panel = element('div', { class: 'association-panel' });
  const ask = latestOnly();

  const load = async (plate: Plate) => {
    const { catalog, level, indicator, register, state } = plate;
    const entry = clusterEntry(catalog, level.id, indicator!.id)!;
    const [table, moran] = await Promise.all([bundle.measure(entry.id), loadMeasure(bundle, plate, 'moran')]);
    return { marks: clusterMarks(table, register, indicator!.id, state.year), moran };
  };

  const headline = ({ state }: Plate, moran: MeasureRows | null): HTMLElement | null => {
    const row = moran?.rows.find(({ year }) => year === state.year);
    if (row === undefined || row.value === null) return null;
    const { expected, p } = (row.details ?? {}) as { expected?: number; p?: number };
    const say = (value: number): string => speech.number(value, measureDecimals);
    return element(
      'dl',
      { class: 'figures' },
      element(
        'div',
        {},
        element('dt', {}, texts.association.moran),
        element('dd', { class: 'big-figure' }, say(row.value)),
      ),
      element(
        'div',
        {},
        element('dt', {}, expected === undefined ? '' : texts.association.expected(say(expected))),
        element('dd', {}, p === undefined ? '' : texts.association.probability(say(p))),
      ),
    );
  };

  const members = ({ register, level }: Plate, marks: readonly (ClusterMark | null)[]): HTMLElement => {
    const groups = clusterKinds.slice(1).map((kind) => {
      const rows = [...marks.keys()].filter((row) => marks[row]?.kind === kind);
      const names = rows.map((row) =>
        element(
          'li',
          {
            class: marks[row]!.holds ? null : 'weak',
            'data-region': regionWord(level.id, register.code[row]!),
          },
          button(
            { class: 'row-name' },
            () => store.change({ selected: { level: level.id, code: register.code[row]! }, panel: 'region' }),
            nameAt(register, row, language),
          ),
        ),
      );
      return rows.length === 0
        ? null
        : element(
            'div',
            {},
            element('h4', {}, texts.clusters[kind], element('span', { class: 'unit' }, String(rows.length))),
            element('ul', { class: 'names' }, ...names),
          );
    });
    return element('section', { class: 'part' }, element('h3', {}, texts.association.members), ...groups);
  };

  const draw = (plate: Plate, { marks, moran }: Awaited<ReturnType<typeof load>>): void => {
    const { register, shown, level, state } = plate;
    const colors = palette(plate).ramps.clusters;
    const colorOf = (kind: ClusterKind): string => colors[clusterKinds.indexOf(kind)]!;
    const points = marks.flatMap((mark, row) =>
      mark === null
        ? []
        : [
            {
              x: mark.standardised,
              y: mark.lag,
              color: colorOf(mark.kind),
              label: nameAt(register, row, language),
              region: regionWord(level.id, register.code[row]!),
              chosen: state.selected?.level === level.id && state.selected.code === register.code[row],
            },
          ],
    );
    if (points.length === 0) {
      panel.replaceChildren(element('p', { class: 'note empty' }, texts.association.nothing));
      return;
    }
    const slope = moran?.rows.find(({ year }) => year === plate.state.year)?.value ?? null;
    const parts = [
      element(
        'section',
        { class: 'part headline' },
        headline(plate, moran),
        scatterChart(points, {
          label: texts.association.scatter,
          horizontalTitle: texts.association.own,
          verticalTitle: texts.association.neighbours,
          slope,
        }),
        shown?.ramp === 'clusters'
          ? null
          : button(
              { class: 'button' },
              () => store.change({ coloring: 'clusters' }),
              texts.association.onMap,
            ),
      ),
      members(plate, marks),
      moran === null ? null : measureSection(moran, plate, [], scene),
    ];
    panel.replaceChildren(...parts.filter((part) => part !== null));
  };

  const show = (plate: Plate): void =>
    ask(
      load(plate),
      (loaded) => draw(plate, loaded),
      (error) => panel.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  return { element: panel, show };
}
