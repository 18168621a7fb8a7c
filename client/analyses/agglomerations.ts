import type { Panel, Scene } from '../panels/panel.ts';
import { createGroupTable } from './group-table.ts';

/** Agglomerations: how many centres they have by size, by links within, and by links to the outside. */
export function createAnalysis(scene: Scene): Panel {
  const { speech, bundle } = scene;
  const { groups } = speech.texts;
  const set = bundle.catalog.agglomerations![0]!;
  const coefficient = (value: number): string => speech.number(value, 3);
  return createGroupTable(
    scene,
    { ...set, basis: set.linksBasis },
    [
      {
        title: groups.morphological,
        value: ({ polycentricity }) => polycentricity.morphological,
        say: coefficient,
      },
      { title: groups.within, value: ({ polycentricity }) => polycentricity.within, say: coefficient },
      { title: groups.outside, value: ({ polycentricity }) => polycentricity.outside, say: coefficient },
      { title: groups.members, value: ({ members }) => members.length, say: String },
    ],
    'agglomerations',
  );
}
