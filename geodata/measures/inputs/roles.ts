import { z } from 'zod';
import { defineInput } from './input-kind.ts';
import type { Matrix } from './matrix.ts';
import { matrixShape, prepareMatrix } from './matrix.ts';

export const roles = ['research', 'industry', 'other'] as const;
export type Role = (typeof roles)[number];

/** Units by groups of indicators, and what each group stands for. */
export interface RoleMatrix extends Matrix {
  roles: Role[];
}

export const roleMatrix = defineInput({
  id: 'role-matrix',
  title: { zh: '单元×要素组得分', en: 'Units by scores of groups with roles' },
  schema: z.strictObject({
    codes: matrixShape.codes,
    groups: z
      .array(
        z.strictObject({
          id: z.string(),
          role: z.enum(roles).describe('Which side the group speaks for: research, industry, or neither.'),
        }),
      )
      .describe('The groups, in the order of the values.'),
    values: matrixShape.values,
  }),
  prepare({ groups, ...json }): RoleMatrix {
    const prepared = prepareMatrix({ ...json, indicators: groups.map(({ id }) => id) });
    return { ...prepared, roles: groups.map(({ role }) => role) };
  },
});
