import { removalChart } from '../charts/removal-chart.ts';
import { element } from '../dom/element.ts';
import { measureDecimals } from '../panels/measure-figure.ts';
import type { NetworkView } from './network-view.ts';
import { removalShares, rowsNear, type NetworkTable } from './network-results.ts';

/** How much of the network stays connected while its cities are taken away, hubs first or by chance. */
export function removalSection(tables: readonly NetworkTable[], view: NetworkView): Element[] | null {
  const { scene, plate } = view;
  const { texts, number } = scene.speech;
  const words = texts.network;
  const curves = tables.flatMap(({ table }) => {
    const row = rowsNear(table, plate.state.year)[0];
    const shares = row === undefined ? [] : removalShares(row);
    if (row === undefined || row.value === null || shares.length < 2) return [];
    const byChance = table.params['attack'] === 'random';
    return [
      {
        name: `${byChance ? words.byChance : words.hubsFirst} ${number(row.value, measureDecimals)}`,
        className: byChance ? 'mean' : 'own',
        shares,
      },
    ];
  });
  if (curves.length === 0) return null;
  return [
    element('p', { class: 'note' }, words.removalNote),
    removalChart(curves, {
      label: `${words.removal}${texts.colon}${curves.map(({ name }) => name).join(texts.comma)}`,
      horizontalTitle: words.gone,
      verticalTitle: words.left,
      formatShare: (share) => `${number(100 * share, 0)}%`,
    }),
    element(
      'p',
      { class: 'series-key' },
      ...curves.map(({ name, className }) => element('span', { class: className }, name)),
    ),
  ];
}
