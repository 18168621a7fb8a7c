import { z } from 'zod';
import type { SparseRows } from '../sparse-rows.ts';
import { defineInput } from './input-kind.ts';
import { linksShape, neighboursOfLinks } from './links.ts';
import type { Panel } from './panel.ts';
import { panel, panelShape } from './panel.ts';

/** Units over years, and which units are neighbours. */
export interface LocatedPanel extends Panel {
  neighbours: SparseRows;
}

export const locatedPanel = defineInput({
  id: 'located-panel',
  title: { zh: '带邻接关系的面板数据', en: 'Units over years, and which units are neighbours' },
  schema: z.strictObject({
    ...panelShape,
    ...linksShape,
  }),
  prepare({ links, directed = false, ...json }): LocatedPanel {
    const prepared = panel.read(json);
    return { ...prepared, neighbours: neighboursOfLinks(prepared.codes, links, directed) };
  },
});
