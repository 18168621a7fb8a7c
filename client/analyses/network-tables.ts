import type { MeasureRow } from '../../geodata/model/measure.ts';
import { button, element, type Child } from '../dom/element.ts';
import { measureDecimals } from '../panels/measure-figure.ts';
import { nameOf } from '../panels/region-name.ts';
import type { NetworkView } from './network-view.ts';
import { regionWord } from './pointing.ts';
import { detail, rowsNear, type NetworkTable } from './network-results.ts';
import { tableHead } from '../panels/table-head.ts';

const listed = 12;

/** A table with a heading for every column; the first cell of a line names it. */
function plainTable(heads: readonly string[], lines: readonly (readonly Child[])[]): HTMLElement {
  return element(
    'table',
    { class: 'plain' },
    tableHead(heads),
    element(
      'tbody',
      {},
      ...lines.map(([name, ...cells]) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, name ?? ''),
          ...cells.map((cell) => element('td', {}, cell)),
        ),
      ),
    ),
  );
}

/** The region of a row, to be shown on the map. */
const regionButton = ({ scene, register }: NetworkView, code: string): HTMLElement =>
  button(
    { class: 'row-name', 'data-region': regionWord(register.level, code) },
    () => scene.store.change({ selected: { level: register.level, code } }),
    nameOf(register, code, scene.speech.language),
  );

const largestFirst = (rows: readonly MeasureRow[]): MeasureRow[] =>
  rows
    .filter(({ region, value }) => region !== null && value !== null)
    .toSorted((one, other) => other.value! - one.value!)
    .slice(0, listed);

/** Cities with the most links, and which of them no plan names. */
export function hubSection([first]: readonly NetworkTable[], view: NetworkView): HTMLElement[] {
  const { scene, plate } = view;
  const { texts, local, number } = scene.speech;
  const words = texts.network;
  const plan = plate.catalog.tiers.find(({ basis }) => basis === 'designated');
  const lines = largestFirst(rowsNear(first!.table, plate.state.year)).map((row) => {
    const rank = plan?.centres.find(({ code }) => code === row.region)?.rank;
    const tier = plan?.tiers.find((each) => each.rank === rank);
    const standing =
      tier === undefined ? element('strong', { class: 'differs' }, words.noTier) : local(tier.name);
    return [regionButton(view, row.region!), number(row.value!, 2), plan === undefined ? '' : standing];
  });
  return [
    element('p', { class: 'note' }, words.hubsNote),
    plainTable([texts.ranking.region, words.standing, words.byPlan], lines),
  ];
}

/** How far the communities of the network are the sets of the plans. */
export function communitySection(tables: readonly NetworkTable[], view: NetworkView): HTMLElement[] {
  const { scene, plate } = view;
  const { texts, local, number, percent } = scene.speech;
  const words = texts.network;
  const rowsOf = (measure: string) => {
    const found = tables.find(({ entry }) => entry.measure === measure);
    return found === undefined ? [] : rowsNear(found.table, plate.state.year);
  };
  const [whole] = rowsOf('community-agreement');
  const names = new Map(
    tables.flatMap(({ table }) => table.groups ?? []).map(({ id, name }) => [id, local(name)]),
  );
  const matches = rowsOf('community-match')
    .filter(({ value }) => value !== null)
    .toSorted((one, other) => other.value! - one.value!)
    .map((row) => [
      names.get(row.group ?? '') ?? row.group ?? '',
      percent(row.value!),
      number(detail(row, 'spread') ?? 0, 0),
    ]);
  return [
    element('p', { class: 'note' }, words.communitiesNote),
    ...(whole === undefined || whole.value === null
      ? []
      : [
          element(
            'p',
            {},
            words.agreement(
              number(whole.value, measureDecimals),
              number(detail(whole, 'mutualInformation') ?? 0, measureDecimals),
              detail(whole, 'compared') ?? 0,
            ),
          ),
        ]),
    plainTable([texts.groups.name, words.overlap, words.spread], matches),
  ];
}

/** Cities that innovation reaches most, by the way it comes. */
export function exposureSection([first]: readonly NetworkTable[], view: NetworkView): HTMLElement[] {
  const { scene, plate } = view;
  const { texts, number } = scene.speech;
  const words = texts.network;
  const lines = largestFirst(rowsNear(first!.table, plate.state.year)).map((row) => [
    regionButton(view, row.region!),
    number(row.value!, 2),
    ...['hierarchical', 'sameTier', 'neighbourhood'].map((name) => {
      const part = detail(row, name);
      return part === null ? '—' : number(part, 1);
    }),
  ]);
  return [
    element('p', { class: 'note' }, words.exposureNote),
    plainTable(
      [texts.ranking.region, words.exposed, words.hierarchical, words.sameTier, words.neighbourhood],
      lines,
    ),
  ];
}

/** Which links stayed, came and went from year to year. */
export function turnoverSection([first]: readonly NetworkTable[], { scene }: NetworkView): HTMLElement[] {
  const { texts, number, percent } = scene.speech;
  const words = texts.network;
  const lines = first!.table.rows.map((row) => [
    String(row.year ?? ''),
    row.value === null ? '—' : percent(row.value),
    number(detail(row, 'entered') ?? 0, 0),
    number(detail(row, 'left') ?? 0, 0),
  ]);
  return [
    element('p', { class: 'note' }, words.turnoverNote),
    plainTable([texts.table.year, words.kept, words.entered, words.leaving], lines),
  ];
}
