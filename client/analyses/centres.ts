import type { Centre, TierScheme } from '../../geodata/model/catalog.ts';
import { button, element } from '../dom/element.ts';
import { failureNote } from '../panels/failure.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';
import { methodNote } from './measure-section.ts';
import { regionWord } from './pointing.ts';
import { tableHead } from '../panels/table-head.ts';

/** Which centres are shown: all, or those whose data and designation differ. */
const filters = {
  all: () => true,
  higher: ({ gap }: NonNullable<Centre['computed']>) => gap !== null && gap < 0,
  lower: ({ gap }: NonNullable<Centre['computed']>) => gap !== null && gap > 0,
  undesignated: ({ designatedTier }: NonNullable<Centre['computed']>) => designatedTier === null,
} as const;
type Filter = keyof typeof filters;

/** Id of the measure that the scores come from. */
const centreScore = 'centre-score';

/** Tiers by the data beside the designated tiers: score, and how firm the tier is. */
export function createAnalysis({ bundle, store, speech }: Scene): Panel {
  const { texts, local } = speech;
  const scheme = bundle.catalog.tiers.find(({ basis }) => basis === 'computed')!;
  const choice = element(
    'select',
    { class: 'select', 'aria-label': texts.scores.gap },
    ...Object.keys(filters).map((filter) =>
      element('option', { value: filter }, texts.scores[filter as Filter]),
    ),
  );
  const body = element('tbody');
  const onMap = button({ class: 'button' }, showOnMap, texts.scores.onMap);
  function showOnMap(): void {
    const { overlays } = store.state;
    store.change({ scheme: scheme.id, overlays: [...new Set([...overlays, 'centres' as const])] });
  }
  const columns = [
    texts.groups.name,
    texts.scores.score,
    texts.scores.data,
    texts.scores.designated,
    texts.scores.stability,
  ];

  const show = ({ state }: Plate): void => {
    const filter = filters[choice.value as Filter];
    onMap.hidden = state.scheme === scheme.id && state.overlays.includes('centres');
    const centres = scheme.centres
      .filter(({ computed }) => computed !== undefined && filter(computed))
      .toSorted((one, other) => (other.computed?.score ?? -1) - (one.computed?.score ?? -1));
    body.replaceChildren(...centres.map((centre) => line(centre, state.selected?.code === centre.code)));
  };

  const line = ({ code, level, name, computed }: Centre, selected: boolean): HTMLElement => {
    const { score, dataTier, designatedTier, gap, stability } = computed!;
    return element(
      'tr',
      { class: selected ? 'selected' : null, 'data-region': regionWord(level, code) },
      element(
        'th',
        { scope: 'row' },
        button({ class: 'row-name' }, () => store.change({ selected: { level, code } }), local(name)),
      ),
      element('td', {}, score === null ? '—' : speech.number(score, 1)),
      element('td', {}, tierName(scheme, dataTier)),
      element(
        'td',
        { class: gap === null || gap === 0 ? null : 'differs' },
        tierName(scheme, designatedTier),
      ),
      element('td', { class: 'rank' }, stability === null ? '' : speech.percent(stability)),
    );
  };
  const tierName = ({ tiers }: TierScheme, rank: number | null): string => {
    const tier = tiers.find((candidate) => candidate.rank === rank);
    return tier === undefined ? '—' : local(tier.name);
  };

  choice.addEventListener('change', () => {
    if (latest !== null) show(latest);
  });
  let latest: Plate | null = null;

  const method = element('div');
  const showMethod = (): void => {
    const entry = bundle.catalog.measures.find(({ measure }) => measure === centreScore);
    if (entry === undefined) return;
    bundle.measure(entry.id).then(
      (table) => method.replaceChildren(methodNote(table, bundle.catalog, speech)),
      (error: unknown) => method.replaceChildren(failureNote(texts, error, showMethod)),
    );
  };
  showMethod();

  return {
    element: element(
      'div',
      { class: 'centres-panel' },
      element('p', { class: 'note' }, texts.scores.note),
      element('div', { class: 'row' }, choice, onMap),
      element('table', { class: 'plain' }, tableHead(columns), body),
      method,
    ),
    show(plate) {
      latest = plate;
      show(plate);
    },
  };
}
