import { z } from 'zod';
import type { SparseRows } from '../sparse-rows.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';
import { linksShape, neighboursOfLinks } from './links.ts';

/** One number per unit, and which units are neighbours. */
export interface Located {
  codes: string[];
  values: (number | null)[];
  neighbours: SparseRows;
}

const codes = z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.');
const values = z.array(z.number().nullable());

export const located = defineInput({
  id: 'located',
  title: { zh: '带邻接关系的数值', en: 'A number per unit, and which units are neighbours' },
  schema: z.strictObject({
    codes,
    values: values.describe('One number per unit; null where it is missing.'),
    ...linksShape,
  }),
  prepare(json): Located {
    const named = preparedCodes(json.codes, json.values.length);
    return {
      codes: named,
      values: json.values,
      neighbours: neighboursOfLinks(named, json.links, json.directed ?? false),
    };
  },
});

/** Two numbers per unit, and which units are neighbours. */
export interface LocatedPair {
  codes: string[];
  x: (number | null)[];
  y: (number | null)[];
  neighbours: SparseRows;
}

export const locatedPair = defineInput({
  id: 'located-pair',
  title: { zh: '带邻接关系的成对数值', en: 'Two numbers per unit, and which units are neighbours' },
  schema: z.strictObject({
    codes,
    x: values.describe('Quantity of the unit itself.'),
    y: values.describe('Quantity of its neighbours.'),
    ...linksShape,
  }),
  prepare(json): LocatedPair {
    const named = preparedCodes(json.codes, json.x.length);
    checkLength('y', json.y.length, named.length);
    const neighbours = neighboursOfLinks(named, json.links, json.directed ?? false);
    return { codes: named, x: json.x, y: json.y, neighbours };
  },
});

/** A class per unit, and which units are neighbours. */
export interface LocatedClasses {
  codes: string[];
  classes: (string | null)[];
  neighbours: SparseRows;
}

export const locatedClasses = defineInput({
  id: 'located-classes',
  title: { zh: '带邻接关系的类别', en: 'A class per unit, and which units are neighbours' },
  schema: z.strictObject({
    codes,
    classes: z
      .array(z.string().nullable())
      .describe('Class of each unit, e.g. its tier; null where missing.'),
    ...linksShape,
  }),
  prepare(json): LocatedClasses {
    const named = preparedCodes(json.codes, json.classes.length);
    const neighbours = neighboursOfLinks(named, json.links, json.directed ?? false);
    return { codes: named, classes: json.classes, neighbours };
  },
});

function preparedCodes(given: string[] | undefined, count: number): string[] {
  const named = given ?? ordinalCodes(count);
  checkLength('codes', named.length, count);
  checkUnique('codes', named);
  return named;
}
