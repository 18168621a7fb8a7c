import type { Panel, Scene } from '../panels/panel.ts';
import { createGroupTable } from './group-table.ts';

/** Corridors: how much they carry, how much of it stays within, and through which tiers they lead. */
export function createAnalysis(scene: Scene): Panel {
  const { speech, bundle } = scene;
  const { groups } = speech.texts;
  const set = bundle.catalog.corridors![0]!;
  const network = bundle.catalog.networks.find(({ id }) => id === set.network?.id);
  return createGroupTable(
    scene,
    {
      ...set,
      basis: set.network?.basis ?? null,
      ...(network === undefined ? {} : { method: network.method }),
    },
    [
      {
        title: groups.weight,
        value: ({ internalWeight }) => internalWeight,
        say: (value) => speech.number(value, 2),
      },
      { title: groups.internalShare, value: ({ internalShare }) => internalShare, say: speech.percent },
      { title: groups.meanTier, value: ({ meanTier }) => meanTier, say: (value) => speech.number(value, 1) },
      { title: groups.length, value: ({ lengthKm }) => lengthKm, say: (value) => speech.number(value, 0) },
    ],
    'corridors',
  );
}
