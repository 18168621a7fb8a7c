import { z } from 'zod';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';

/** Regions by sectors in two years. */
export interface Sectors {
  codes: string[];
  sectors: string[];
  from: (number | null)[][];
  to: (number | null)[][];
}

const table = z.array(z.array(z.number().nullable()));

export const sectors = defineInput({
  id: 'sectors',
  title: { zh: '两年的地区×部门矩阵', en: 'Regions by sectors in two years' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each region; its position (from 1) by default.'),
    sectors: z.array(z.string()).optional().describe('Id of each sector; its position by default.'),
    from: table.describe('First year: one row per region, one number per sector.'),
    to: table.describe('Last year: one row per region, one number per sector.'),
  }),
  prepare({ from, to, ...json }): Sectors {
    const codes = json.codes ?? ordinalCodes(from.length);
    const names = json.sectors ?? ordinalCodes(from[0]?.length ?? 0);
    checkUnique('codes', codes);
    for (const [name, rows] of Object.entries({ from, to })) {
      checkLength(name, rows.length, codes.length);
      rows.forEach((row, index) => checkLength(`${name}.${index}`, row.length, names.length));
    }
    return { codes, sectors: names, from, to };
  },
});
