import { lineChart } from '../charts/line-chart.ts';
import { giniOf, lorenzCurve, topHolders } from '../charts/lorenz.ts';
import { lorenzChart } from '../charts/lorenz-chart.ts';
import { element } from '../dom/element.ts';
import { loadConcentration, type ConcentrationRecord } from '../plate/concentration.ts';
import type { Plate } from '../plate/plate.ts';
import { failureNote } from '../panels/failure.ts';
import { latestOnly } from '../panels/latest.ts';
import { measureDecimals } from '../panels/measure-figure.ts';
import { measureSection } from './measure-section.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';

const half = 0.5;

const note = (text: string): HTMLElement => element('p', { class: 'note empty' }, text);

/** How unequally the indicator is spread: Lorenz curve, Gini coefficient through the years, and other measures. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, speech } = scene;
  const { texts, local, language } = speech;
  const panel = element('div', { class: 'concentration-panel' });
  const ask = latestOnly();

  const curveSection = (plate: Plate, { rows, gini }: ConcentrationRecord): HTMLElement => {
    const { indicator, marks, state, parents } = plate;
    const title = element(
      'h3',
      {},
      local(indicator!.name),
      element('span', { class: 'unit' }, String(state.year ?? '')),
    );
    // A ratio has no total to be shared out; its Gini coefficient is drawn only where the atlas asks for it.
    const isRatio = indicator!.kind === 'ratio' || indicator!.kind === 'intensive';
    if (gini === null && isRatio) {
      return element('section', { class: 'part' }, title, note(texts.concentration.noShares));
    }
    if (rows.length < 2)
      return element('section', { class: 'part' }, title, note(texts.concentration.tooFew));
    const curve = lorenzCurve(rows.map((row) => marks[row]!.value!));
    if (curve === null)
      return element('section', { class: 'part' }, title, note(texts.concentration.notApplicable));
    const baked = gini?.rows.find(({ year }) => year === state.year)?.value;
    const value = speech.number(baked ?? giniOf(curve), measureDecimals);
    const top = topHolders(curve, half);
    const place = state.within === null || parents === null ? '' : nameOf(parents, state.within, language);
    const where = [place, texts.region.units(rows.length)].filter(Boolean).join(' · ');
    return element(
      'section',
      { class: 'part headline' },
      title,
      element(
        'dl',
        { class: 'figures' },
        element(
          'div',
          {},
          element('dt', {}, texts.concentration.gini),
          element('dd', { class: 'big-figure', id: 'gini' }, value),
        ),
        element(
          'div',
          {},
          element('dt', {}, where),
          element(
            'dd',
            {},
            isRatio
              ? texts.concentration.noTotal
              : texts.concentration.topShare(speech.percent(top.share), top.count),
          ),
        ),
      ),
      lorenzChart(curve, {
        label: `${texts.concentration.lorenz}${texts.colon}${texts.concentration.gini} ${value}`,
        horizontalTitle: texts.concentration.cumulativeRegions,
        verticalTitle: texts.concentration.cumulativeValue,
        equality: texts.concentration.equality,
        formatShare: (share) => speech.number(share, 2).replace(/\.?0+$/, ''),
      }),
    );
  };

  const giniSection = (plate: Plate, { gini }: ConcentrationRecord): HTMLElement | null => {
    const points = (gini?.rows ?? []).flatMap(({ year, value, flags }) =>
      year === null ? [] : [{ year, value, estimated: flags.length > 0 }],
    );
    if (points.filter(({ value }) => value !== null).length < 2) return null;
    return element(
      'section',
      { class: 'part' },
      element('h3', {}, texts.concentration.overTime),
      lineChart(points, {
        label: texts.concentration.overTime,
        current: plate.state.year,
        formatValue: (value) => speech.number(value, measureDecimals),
      }),
    );
  };

  const show = (plate: Plate): void => {
    if (plate.indicator === null) {
      panel.replaceChildren(note(texts.ranking.noIndicator));
      return;
    }
    ask(
      loadConcentration(bundle, plate).then(async (record) => ({
        record,
        registers: await Promise.all(bundle.catalog.levels.map(({ id }) => bundle.register(id))),
      })),
      ({ record, registers }) => {
        const parts = [
          curveSection(plate, record),
          giniSection(plate, record),
          ...record.tables.map((table) => measureSection(table, plate, registers, scene)),
        ];
        panel.replaceChildren(...parts.filter((part) => part !== null));
      },
      (error) => panel.replaceChildren(failureNote(texts, error, () => show(plate))),
    );
  };
  return { element: panel, show };
}
