import { z } from 'zod';
import { checkLength, defineInput } from './input-kind.ts';
import type { Panel } from './panel.ts';
import { panel, panelShape } from './panel.ts';

/** Units over years, and the same quantity of the nation. */
export interface NationalPanel extends Panel {
  /** One number per year; null where it is to be the sum of the units. */
  nation: (number | null)[] | null;
}

export const nationalPanel = defineInput({
  id: 'national-panel',
  title: { zh: '面板数据与全国值', en: 'Units over years, and the nation' },
  schema: z.strictObject({
    ...panelShape,
    nation: z
      .array(z.number().nullable())
      .optional()
      .describe('The nation, one number per year; by default the sum of the units that have both years.'),
  }),
  prepare({ nation = null, ...json }): NationalPanel {
    const prepared = panel.read(json);
    if (nation !== null) checkLength('nation', nation.length, prepared.years.length);
    return { ...prepared, nation };
  },
});
