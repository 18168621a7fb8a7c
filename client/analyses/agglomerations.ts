import type { Agglomeration } from '../../geodata/model/catalog.ts';
import { element } from '../dom/element.ts';
import type { Panel, Scene } from '../panels/panel.ts';
import type { Plate } from '../plate/plate.ts';
import { createGroupTable, type GroupColumn } from './group-table.ts';

/** What agglomerations are compared by. */
const aspects = ['centres', 'ties'] as const;
type Aspect = (typeof aspects)[number];

/** Measures that the columns come from, of each aspect. */
const measuresOf: Record<Aspect, readonly string[]> = {
  centres: ['morphological-polycentricity', 'functional-polycentricity'],
  ties: ['internal-ties', 'structural-resilience', 'interruption', 'relative-resilience'],
};

/** Agglomerations: how many centres they have, how much of their links stays within, and how firm these are. */
export function createAnalysis(scene: Scene): Panel {
  const { speech, bundle } = scene;
  const { groups } = speech.texts;
  const set = bundle.catalog.agglomerations![0]!;
  const coefficient = (value: number): string => speech.number(value, 3);
  const members: GroupColumn<Agglomeration> = {
    title: groups.members,
    value: (entry) => entry.members.length,
    say: String,
  };
  const columns: Record<Aspect, GroupColumn<Agglomeration>[]> = {
    centres: [
      { title: groups.morphological, value: (entry) => entry.polycentricity.morphological, say: coefficient },
      { title: groups.within, value: (entry) => entry.polycentricity.within, say: coefficient },
      { title: groups.outside, value: (entry) => entry.polycentricity.outside, say: coefficient },
      members,
    ],
    ties: [
      { title: groups.internal, value: ({ internalShare }) => internalShare, say: speech.percent },
      { title: groups.structural, value: ({ resilience }) => resilience.structural, say: coefficient },
      { title: groups.relative, value: ({ resilience }) => resilience.relative, say: coefficient },
      members,
    ],
  };
  const tables = aspects.map((aspect) => {
    const known = columns[aspect].filter(({ value }) => set.entries.some((entry) => value(entry) !== null));
    const methods = bundle.catalog.measures.filter(
      ({ measure, level }) => measuresOf[aspect].includes(measure) && level === set.level,
    );
    const table = createGroupTable(
      scene,
      { ...set, basis: set.linksBasis },
      known,
      'agglomerations',
      methods,
    );
    return { aspect, known, table };
  });
  const usable = tables.filter(({ known }) => known.length > 1);
  const choice = element(
    'select',
    { class: 'select', 'aria-label': groups.aspect },
    ...usable.map(({ aspect }) => element('option', { value: aspect }, groups.aspects[aspect])),
  );
  choice.hidden = usable.length < 2;
  const body = element('div');
  let latest: Plate | null = null;
  const show = (plate: Plate): void => {
    latest = plate;
    const { table } = usable.find(({ aspect }) => aspect === choice.value) ?? tables[0]!;
    table.show(plate);
    if (body.firstChild !== table.element) body.replaceChildren(table.element);
  };
  choice.addEventListener('change', () => latest !== null && show(latest));
  return { element: element('div', {}, choice, body), show };
}
