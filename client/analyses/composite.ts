import type { MeasureEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import { radarChart } from '../charts/radar-chart.ts';
import { button, element } from '../dom/element.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import { nameOf } from '../panels/region-name.ts';
import type { Plate } from '../plate/plate.ts';
import { compositeScores, rankRanges, type CompositeScores } from './composite-scores.ts';
import { createChosenTable } from './chosen-table.ts';
import { methodNote } from './measure-section.ts';
import { regionWord } from './pointing.ts';
import { tableHead } from '../panels/table-head.ts';

/** A composite index: its parts on a radar beside the mean, its ranking, and how far ranks depend on the weights. */
export function createAnalysis(scene: Scene): Panel {
  const { bundle, store, speech } = scene;
  const { texts, local, language } = speech;
  const { measures } = bundle.catalog;
  const entries = measures.filter(({ measure }) => measure === 'composite-index');
  const ranges = measures.find(({ measure }) => measure === 'rank-range');
  const load = async (entry: MeasureEntry) => {
    const [table, register, range] = await Promise.all([
      bundle.measure(entry.id),
      bundle.register(entry.level),
      ranges === undefined ? null : bundle.measure(ranges.id),
    ]);
    return { entry, table, register, ranges: range === null ? new Map() : rankRanges(range) };
  };

  const partNames = (parts: readonly string[], table: MeasureTable): string[] =>
    parts.map((part) => {
      const group = table.groups?.find(({ id }) => id === part);
      return group === undefined ? part.replaceAll(/[_-]/g, ' ') : local(group.name);
    });

  const radar = (
    { parts, scores, means }: CompositeScores,
    table: MeasureTable,
    register: RegionRegister,
    selected: string | null,
  ): HTMLElement | null => {
    if (parts.length < 3) return null;
    const own = scores.find(({ region }) => region === selected);
    const name = own === undefined ? null : nameOf(register, own.region, language);
    const largest = Math.max(...scores.flatMap(({ values }) => values.map((value) => value ?? 0)), 1);
    const series = [
      { name: texts.composite.mean, className: 'mean', values: means },
      ...(own === undefined ? [] : [{ name: name!, className: 'own', values: own.values }]),
    ];
    return element(
      'section',
      { class: 'part headline' },
      element(
        'h3',
        {},
        texts.composite.parts,
        name === null ? null : element('span', { class: 'unit' }, name),
      ),
      radarChart(series, { label: texts.composite.parts, axes: partNames(parts, table), largest }),
      element(
        'p',
        { class: 'series-key' },
        element('span', { class: 'mean' }, texts.composite.mean),
        name === null ? null : element('span', { class: 'own' }, name),
      ),
      own === undefined ? element('p', { class: 'note' }, texts.composite.choose) : null,
    );
  };

  const draw = (plate: Plate, { entry, table, register, ranges }: Awaited<ReturnType<typeof load>>) => {
    const found = compositeScores(table);
    const { selected } = plate.state;
    const code = selected?.level === entry.level ? selected.code : null;
    const rows = found.scores.map(({ region, score, rank }) => {
      const range = ranges.get(region);
      return element(
        'tr',
        { class: region === code ? 'selected' : null, 'data-region': regionWord(entry.level, region) },
        element('td', { class: 'rank' }, rank === null ? '' : String(rank)),
        element(
          'th',
          { scope: 'row' },
          button(
            { class: 'row-name' },
            () => store.change({ selected: { level: entry.level, code: region } }),
            nameOf(register, region, language),
          ),
        ),
        element('td', {}, score === null ? '—' : speech.number(score, 1)),
        element('td', { class: 'rank' }, range === undefined ? '' : rankSpan(range)),
      );
    });
    const columns = [
      texts.ranking.rank,
      texts.ranking.region,
      texts.composite.score,
      texts.composite.rankRange,
    ];
    const parts = [
      radar(found, table, register, code),
      element(
        'section',
        { class: 'part' },
        element('p', { class: 'note' }, texts.composite.rankRangeNote),
        element('table', { class: 'plain ranked' }, tableHead(columns), element('tbody', {}, ...rows)),
        methodNote(table, plate.catalog, speech),
      ),
    ];
    return parts;
  };

  return createChosenTable(scene, {
    className: 'composite-panel',
    label: texts.composite.scheme,
    entries,
    load,
    draw,
  });
}

const rankSpan = ({ best, worst }: { best: number; worst: number }): string =>
  best === worst ? String(best) : `${best}–${worst}`;
