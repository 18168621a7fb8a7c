import { z } from 'zod';
import { atlasSchema } from './schema.ts';

/** The part of JSON Schema (draft 2020-12) that the atlas schema makes use of. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
}

/** The JSON Schema of atlas.yaml as written: an editor completes and checks keys with it. */
export function atlasJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(atlasSchema, { io: 'input', target: 'draft-2020-12' }) as JsonSchema;
  return {
    ...schema,
    title: 'jiju atlas',
    description: 'The file atlas.yaml of an atlas folder.',
  };
}

/** Follows a reference into `$defs`; descriptions beside the reference win. */
export function resolveReference(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {};
  const { $ref: _, ...own } = schema;
  return { ...target, ...own };
}

/** The alternatives a schema allows: itself, or the branches of its union, references followed. */
export function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  const resolved = resolveReference(schema, root);
  const branches = resolved.anyOf ?? resolved.oneOf;
  return branches === undefined ? [resolved] : branches.flatMap((branch) => alternatives(branch, root));
}
