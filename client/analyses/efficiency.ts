import type { MeasureEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureDocument } from '../../geodata/model/measure.ts';
import { button, element } from '../dom/element.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';
import type { Plate } from '../plate/plate.ts';
import { createChosenTable } from './chosen-table.ts';
import {
  actualAmounts,
  calls,
  efficiencyScores,
  yearIn,
  type EfficiencyScore,
  type Quantity,
} from './efficiency-scores.ts';
import { methodNote } from './measure-section.ts';
import { regionWord } from './pointing.ts';
import { tableHead } from '../panels/table-head.ts';

/** Efficiency by data envelopment analysis: who stands on the frontier, whom to learn from, and how far it is. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language } = speech;
  const words = texts.efficiency;
  const entries = bundle.catalog.measures.filter(({ measure }) => measure === 'dea');
  const regionButton = (register: RegionRegister, code: string): HTMLElement =>
    button(
      { class: 'row-name' },
      () => store.change({ selected: { level: register.level, code } }),
      nameOf(register, code, language),
    );

  /** What a region uses and makes beside what its peers would, and the peers. */
  const targets = (own: EfficiencyScore, register: RegionRegister, orientation: 'input' | 'output') => {
    const { region, peers, inputs, outputs } = own;
    const line = (kind: string, quantity: Quantity, now: number): HTMLElement => {
      const indicator = bundle.catalog.indicators.find(({ id }) => id === quantity.name);
      const decimals = now < 100 ? 1 : 0;
      return element(
        'tr',
        {},
        element(
          'th',
          { scope: 'row' },
          indicator === undefined ? quantity.name : local(indicator.name),
          element('small', {}, [kind, indicator === undefined ? '' : local(indicator.unit)].join(' · ')),
        ),
        element('td', {}, speech.number(now, decimals)),
        element('td', {}, speech.number(quantity.target, decimals)),
      );
    };
    const amounts = actualAmounts(own, orientation);
    const quantities = [...inputs, ...outputs].map((quantity, place) =>
      line(place < inputs.length ? words.input : words.output, quantity, amounts[place]!),
    );
    const others = peers.filter(({ code }) => code !== region);
    return element(
      'section',
      { class: 'part' },
      element('h3', {}, nameOf(register, region, language)),
      element(
        'table',
        { class: 'plain' },
        tableHead([words.quantity, words.actual, words.target]),
        element('tbody', {}, ...quantities),
      ),
      others.length === 0
        ? element('p', { class: 'note' }, words.onFrontier)
        : element(
            'ul',
            { class: 'names' },
            element('li', { class: 'note' }, words.mix),
            ...others.map(({ code, weight }) =>
              element(
                'li',
                { 'data-region': regionWord(register.level, code) },
                regionButton(register, code),
                ` ${speech.percent(weight)}`,
              ),
            ),
          ),
    );
  };

  const draw = (
    plate: Plate,
    { entry, table, register }: { entry: MeasureEntry; table: MeasureDocument; register: RegionRegister },
  ) => {
    const year = yearIn(table, plate.state.year);
    const scores = efficiencyScores(table, year);
    const { selected } = plate.state;
    const own = scores.find(({ region }) => selected?.level === entry.level && region === selected.code);
    const rows = scores.map(({ region, value, peers }) =>
      element(
        'tr',
        {
          class: region === own?.region ? 'selected' : null,
          'data-region': regionWord(entry.level, region),
        },
        element('th', { scope: 'row' }, regionButton(register, region)),
        element('td', {}, value === null ? '—' : speech.number(value, 3)),
        element(
          'td',
          { class: 'rank' },
          value === 1
            ? words.calls(calls(table.rows, year, region))
            : peers
                .slice(0, 2)
                .map(({ code }) => nameOf(register, code, language))
                .join(' · '),
        ),
      ),
    );
    return [
      element('p', { class: 'note' }, local(table.description.summary), year === null ? '' : ` (${year})`),
      own === undefined
        ? element('p', { class: 'note' }, words.choose)
        : targets(own, register, table.params['orientation'] === 'output' ? 'output' : 'input'),
      element(
        'section',
        { class: 'part' },
        element(
          'table',
          { class: 'plain' },
          tableHead([texts.ranking.region, words.score, words.peers]),
          element('tbody', {}, ...rows),
        ),
        methodNote(table, plate.catalog, speech),
      ),
    ];
  };

  return createChosenTable(scene, {
    className: 'efficiency-panel',
    label: words.model,
    entries,
    load: async (entry) => {
      const [table, register] = await Promise.all([bundle.measure(entry.id), bundle.register(entry.level)]);
      return { entry, table, register };
    },
    draw,
  });
}
