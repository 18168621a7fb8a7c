import { button, element } from '../dom/element.ts';
import { chosenLinks } from '../map/link-choice.ts';
import type { Plate } from '../plate/plate.ts';
import { hidden } from './figures.ts';
import { sayWeight } from './link-samples.ts';
import type { Panel, Scene } from './panel.ts';
import { nameOf } from './region-name.ts';
import { tableHead } from './table-head.ts';

/** Nodes that are listed; the table as CSV has the links of all. */
const listedNodes = 10;

/** The links on the map as tables, where no indicator is: the strongest nodes, and the links from the strongest down. */
export function createLinkRanking({ store, speech, point }: Scene): Panel {
  const { texts, local, language, number } = speech;
  const whole = element('div', { class: 'link-ranking' });

  /** Name of a node; choosing it opens the region, pointing at it marks the region on the map. */
  const node = ({ level, register }: Plate, network: NonNullable<Plate['network']>, code: string) => {
    const row = level.id === network.document.level ? register.code.indexOf(code) : -1;
    const name = button(
      { class: 'row-name' },
      () => store.change({ selected: { level: network.document.level, code }, panel: 'region' }),
      nameOf(network.register, code, language),
    );
    const mark = (marked: boolean) => (): void => point(marked && row !== -1 ? row : null);
    name.addEventListener('pointerenter', mark(true));
    name.addEventListener('pointerleave', mark(false));
    name.addEventListener('focus', mark(true));
    name.addEventListener('blur', mark(false));
    return name;
  };

  const table = (
    caption: string,
    heads: readonly string[],
    rows: readonly (readonly (Node | string)[])[],
  ): HTMLElement =>
    element(
      'table',
      { class: 'ranking links' },
      element('caption', {}, caption),
      tableHead(heads),
      element(
        'tbody',
        {},
        ...rows.map(([subject, ...cells], place) =>
          element(
            'tr',
            {},
            element('td', { class: 'rank' }, String(place + 1)),
            element('th', { scope: 'row', class: 'name' }, subject!),
            ...cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    );

  /** A figure over a bar. */
  const strength = (weight: number, strongest: number): HTMLElement =>
    element(
      'div',
      {},
      element('span', { class: 'figure' }, sayWeight(speech, weight)),
      element('span', {
        class: 'bar',
        style: `--share:${(weight / strongest).toFixed(4)}`,
        'aria-hidden': 'true',
      }),
    );

  return {
    element: whole,
    show(plate) {
      const { network, catalog } = plate;
      const entry = catalog.networks.find(({ id }) => id === network?.document.id);
      whole.hidden = plate.shown !== null || network === null || entry === undefined;
      whole.replaceChildren();
      if (whole.hidden || network === null || entry === undefined) return;
      const { document } = network;
      const links = chosenLinks(plate);
      const ends = new Map<number, number>();
      for (const edge of links) {
        for (const end of [document.a[edge]!, document.b[edge]!]) ends.set(end, (ends.get(end) ?? 0) + 1);
      }
      const nodes = [...ends.keys()]
        .sort((one, other) => document.strength[other]! - document.strength[one]! || one - other)
        .slice(0, listedNodes);
      const [strongestNode, strongestLink] = [Math.max(...document.strength), entry.weight.extent[1]];
      const nameOfEnd = (end: number): Node => node(plate, network, document.nodes[end]!);
      const weightHead = [local(entry.weight.name), local(entry.weight.unit)]
        .filter(Boolean)
        .join(texts.comma);
      const { ranking } = texts;
      whole.append(
        element(
          'p',
          { class: 'note' },
          ranking.links(links.length, document.weight.length),
          ' ',
          element('span', { class: `basis ${entry.basis}` }, texts.legend[entry.basis]),
        ),
        table(
          ranking.strongestNodes,
          [ranking.rank, ranking.region, ranking.linksShown, ranking.strength],
          nodes.map((end) => [
            nameOfEnd(end),
            number(ends.get(end)!, 0),
            strength(document.strength[end]!, strongestNode),
          ]),
        ),
        table(
          [ranking.strongestLinks, document.year].filter(Boolean).join(texts.comma),
          [ranking.rank, ranking.link, 'km', weightHead],
          links.map((edge) => {
            const between = entry.directed ? ' → ' : ' – ';
            const subject = element(
              'span',
              { class: 'link-ends' },
              nameOfEnd(document.a[edge]!),
              element('span', { 'aria-hidden': 'true' }, between),
              hidden(between),
              nameOfEnd(document.b[edge]!),
            );
            return [
              subject,
              number(document.distanceKm[edge]!, 0),
              strength(document.weight[edge]!, strongestLink),
            ];
          }),
        ),
      );
    },
  };
}
