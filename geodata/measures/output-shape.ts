import { z } from 'zod';

/**
 * What the value of a measure looks like. `kind` tells a table or a legend what one number belongs to; the schemas
 * give the types, the JSON Schema and the field list in docs.
 */
export interface OutputShape<Value, Details = unknown> {
  kind:
    | 'number'
    | 'units'
    | 'cells'
    | 'panel'
    | 'edges'
    | 'edge-panel'
    | 'groups'
    | 'indicators'
    | 'years'
    | 'curve';
  value: z.ZodType<Value>;
  details?: z.ZodType<Details>;
}

const headline = z.number().nullable().describe('The value; null where it is undefined.');

/** One number, with or without details. */
export function oneNumber(): OutputShape<number, never>;
export function oneNumber<Shape extends z.ZodRawShape>(
  details: Shape,
): OutputShape<number, z.infer<z.ZodObject<Shape>>>;
export function oneNumber(details?: z.ZodRawShape): OutputShape<number> {
  return {
    kind: 'number',
    value: z.number(),
    ...(details === undefined ? {} : { details: z.object(details) }),
  };
}

const rowsOf =
  <Kind extends OutputShape<unknown>['kind'], Keys extends z.ZodRawShape>(kind: Kind, keys: Keys) =>
  <Fields extends z.ZodRawShape, Details extends z.ZodRawShape>(fields: Fields, details?: Details) => {
    const row = z.object({ ...keys, value: headline, ...fields });
    return {
      kind,
      value: z.array(row),
      ...(details === undefined ? {} : { details: z.object(details) }),
    } as const;
  };

/** Field of a row that says why its value is null. */
export const rowReason = z.string().optional().describe('Why there is no value.');

/** Detail of composite measures: what each indicator counts for. */
export const indicatorWeightList = z
  .array(z.object({ indicator: z.string(), weight: z.number() }))
  .describe('Weight of each indicator; they add up to 1.');

/** One row for each unit that has a value, in the order of the frame. */
export const perUnit = rowsOf('units', { code: z.string().describe('Code of the unit.') });

/** One row for each group, in ascending order of its id. */
export const perGroup = rowsOf('groups', { group: z.string().describe('Id of the group.') });

/** One row for each indicator. */
export const perIndicator = rowsOf('indicators', { indicator: z.string().describe('Id of the indicator.') });

/** One row for each year or step in time. */
export const perYear = rowsOf('years', { year: z.number().describe('Year.') });

/** One row for each pair of a unit and a year. */
export const perUnitAndYear = rowsOf('panel', {
  code: z.string().describe('Code of the unit.'),
  year: z.number().describe('Year.'),
});

/** One row for each edge of the network. */
export const perEdge = rowsOf('edges', {
  a: z.string().describe('Code of one end.'),
  b: z.string().describe('Code of the other end.'),
});

/** One row for each pair of an edge and a year. */
export const perEdgeAndYear = rowsOf('edge-panel', {
  a: z.string().describe('Code of one end.'),
  b: z.string().describe('Code of the other end.'),
  year: z.number().describe('Year.'),
});

/** One row for each pair of a unit and an indicator. */
export const perCell = rowsOf('cells', {
  code: z.string().describe('Code of the unit.'),
  indicator: z.string().describe('Id of the indicator.'),
});

/** Points of a curve. */
export const curve = <Fields extends z.ZodRawShape>(fields: Fields) =>
  ({ kind: 'curve', value: z.array(z.object(fields)) }) as const;
