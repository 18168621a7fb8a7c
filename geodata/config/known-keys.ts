import type { JsonSchema } from './json-schema.ts';
import { alternatives, atlasJsonSchema } from './json-schema.ts';
import type { ConfigPath } from './path.ts';
import { valueAt } from './path.ts';

const schema = atlasJsonSchema();

/** Every key that an object at this place of atlas.yaml may have, in the order of the documentation. */
export function knownKeys(path: ConfigPath, data: unknown): string[] {
  let schemas: JsonSchema[] = [schema];
  for (const [depth, step] of path.entries()) {
    schemas = schemas.flatMap((each) =>
      alternatives(each, schema).flatMap((option) => stepInto(option, step)),
    );
    schemas = withMatchingConstants(schemas, valueAt(data, path.slice(0, depth + 1)));
  }
  const options = withMatchingConstants(
    schemas.flatMap((each) => alternatives(each, schema)),
    valueAt(data, path),
  );
  return [...new Set(options.flatMap((option) => Object.keys(option.properties ?? {})))];
}

function stepInto(option: JsonSchema, step: string | number): JsonSchema[] {
  if (typeof step === 'number')
    return [option.prefixItems?.[step], option.items].filter((each) => each !== undefined);
  const property = option.properties?.[step];
  if (property !== undefined) return [property];
  return typeof option.additionalProperties === 'object' ? [option.additionalProperties] : [];
}

/** Leaves out the branches of a union whose constant (`kind: gravity`) is not the one that is written. */
function withMatchingConstants(options: JsonSchema[], value: unknown): JsonSchema[] {
  const matching = options.filter((option) =>
    Object.entries(option.properties ?? {}).every(
      ([key, property]) => property.const === undefined || property.const === valueAt(value, [key]),
    ),
  );
  return matching.length > 0 ? matching : options;
}
