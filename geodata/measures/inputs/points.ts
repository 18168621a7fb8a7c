import { z } from 'zod';
import type { Position } from '../../model/geometry.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';

/** Units as points on the earth. */
export interface Points {
  codes: string[];
  points: Position[];
}

export const points = defineInput({
  id: 'points',
  title: { zh: '点位', en: 'A point per unit' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.'),
    points: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .describe('Longitude and latitude of each unit in degrees.'),
  }),
  prepare(json): Points {
    const codes = json.codes ?? ordinalCodes(json.points.length);
    checkLength('codes', codes.length, json.points.length);
    checkUnique('codes', codes);
    return { codes, points: json.points };
  },
});
