import { element } from '../dom/element.ts';
import type { NetworkView } from './network-view.ts';
import { rowsNear, tierMatrix, type NetworkTable } from './network-results.ts';
import { tableHead } from '../panels/table-head.ts';

/** Darkest ground of a cell, in percent of the accent; text stays readable on it. */
const darkest = 45;

/** Between which tiers the weight of the links runs, as a matrix of shares. */
export function tierSection([first]: readonly NetworkTable[], view: NetworkView): HTMLElement[] {
  const { scene, plate, directed } = view;
  const { texts, local, percent } = scene.speech;
  const { table } = first!;
  const { groups, cells, largest } = tierMatrix(table, rowsNear(table, plate.state.year), directed);
  const head = tableHead([texts.network.tier, ...groups.map(({ name }) => local(name))]);
  const lines = groups.map(({ name }, row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, local(name)),
      ...cells[row]!.map((cell) => {
        if (cell === null) return element('td', {}, '—');
        const shown = element(
          'td',
          { title: texts.network.links(cell.links) },
          cell.share < 0.0005 ? `< ${percent(0.001)}` : percent(cell.share),
        );
        const depth = largest === 0 ? 0 : Math.round((darkest * cell.share) / largest);
        shown.style.background = `color-mix(in srgb, var(--accent) ${depth}%, transparent)`;
        return shown;
      }),
    ),
  );
  return [
    element('p', { class: 'note' }, directed ? texts.network.tiersDirected : texts.network.tiersNote),
    element('table', { class: 'plain matrix' }, head, element('tbody', {}, ...lines)),
  ];
}
