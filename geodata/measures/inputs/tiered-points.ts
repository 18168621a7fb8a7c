import { z } from 'zod';
import type { Position } from '../../model/geometry.ts';
import { checkLength, defineInput, checkUnique, ordinalCodes } from './input-kind.ts';

/** Places with a mass and a tier. */
export interface TieredPoints {
  codes: string[];
  points: Position[];
  masses: (number | null)[];
  tiers: (number | null)[];
}

export const tieredPoints = defineInput({
  id: 'tiered-points',
  title: { zh: '带质量与层级的点位', en: 'Places with a mass and a tier' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each place; its position (from 1) by default.'),
    points: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .describe('Longitude and latitude of each place in degrees.'),
    masses: z
      .array(z.number().nonnegative().nullable())
      .describe('What each place can pass on, e.g. the sum of its links; null where it is missing.'),
    tiers: z
      .array(z.number().nullable())
      .describe('Tier of each place, 1 the highest; null for those below all tiers.'),
  }),
  prepare({ codes: given, points, masses, tiers }): TieredPoints {
    const codes = given ?? ordinalCodes(points.length);
    checkLength('codes', codes.length, points.length);
    checkLength('masses', masses.length, points.length);
    checkLength('tiers', tiers.length, points.length);
    checkUnique('codes', codes);
    return { codes, points, masses, tiers };
  },
});
