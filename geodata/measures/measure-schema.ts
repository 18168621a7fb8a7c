import { z } from 'zod';
import type { MeasureParam } from '../model/measure.ts';
import type { Measure } from './measure.ts';

/** A JSON Schema (2020-12), or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What goes into a measure and what comes out, as JSON Schema. */
export interface MeasureSchema {
  input: JsonSchema;
  params: JsonSchema;
  output: JsonSchema;
}

/** Schemas of the JSON forms of input, parameters and result of a measure. */
export function measureSchema(measure: Measure): MeasureSchema {
  const { value, details } = measure.output;
  const result = z.object({
    value: value.nullable().describe('The result; null where it is undefined, with a reason.'),
    ...(details === undefined ? {} : { details: details.optional().describe('What comes with it.') }),
    n: z.int().describe('Units (or nodes) it was computed over.'),
    missing: z.array(z.string()).describe('Units of the frame without a value.'),
    method: z.string().describe('Measure and variant.'),
    params: z.record(z.string(), z.unknown()).describe('All parameters, defaults filled in.'),
    flags: z.array(z.string()).describe('incomplete: over a fifth of the frame is missing; single_unit; …'),
    reason: z.string().optional().describe('Why the value is null.'),
  });
  return {
    input: z.toJSONSchema(measure.input.schema, { io: 'input' }),
    params: {
      type: 'object',
      properties: Object.fromEntries(measure.params.map((param) => [param.name, paramSchema(param)])),
      additionalProperties: false,
    },
    output: z.toJSONSchema(result),
  };
}

function paramSchema(param: MeasureParam): JsonSchema {
  const description = param.description.en;
  if (param.type === 'enum') return { enum: [...(param.values ?? [])], default: param.default, description };
  const type = param.default === null ? [param.type, 'null'] : param.type;
  return {
    type: type as 'string',
    default: param.default,
    description,
    ...(param.minimum === undefined ? {} : { minimum: param.minimum }),
    ...(param.maximum === undefined ? {} : { maximum: param.maximum }),
  };
}
