import { z } from 'zod';
import type { SparseRows } from '../sparse-rows.ts';
import { checkLength, defineInput } from './input-kind.ts';
import { linksShape, neighboursOfLinks } from './links.ts';
import type { Panel } from './panel.ts';
import { panel, panelShape } from './panel.ts';

/** Units over years with what else may explain their growth. */
export interface ControlledPanel extends Panel {
  /** Columns of control variables by name. */
  controls: Record<string, (number | null)[]>;
  /** Neighbours, for the level of the surroundings; null for none. */
  neighbours: SparseRows | null;
}

export const controlledPanel = defineInput({
  id: 'controlled-panel',
  title: { zh: '带控制变量的面板数据', en: 'Units over years, with controls and neighbours' },
  schema: z.strictObject({
    ...panelShape,
    controls: z
      .record(z.string(), z.array(z.number().nullable()))
      .optional()
      .describe('Each control variable by name: one number per unit.'),
    links: linksShape.links.optional(),
    directed: linksShape.directed,
  }),
  prepare({ controls = {}, links, directed = false, ...json }): ControlledPanel {
    const prepared = panel.read(json);
    for (const [name, column] of Object.entries(controls))
      checkLength(`controls.${name}`, column.length, prepared.codes.length);
    const neighbours = links === undefined ? null : neighboursOfLinks(prepared.codes, links, directed);
    return { ...prepared, controls, neighbours };
  },
});
