import type { JsonSchema } from './measure-schema.ts';

/** Fields of an input: those of the object form, where a list alone is allowed too. */
export function fieldTable(schema: JsonSchema): string[] {
  const forms = schema.anyOf ?? [schema];
  const list = forms.find((form) => form.type === 'array');
  const object = forms.find((form) => form.properties !== undefined);
  const alone =
    list === undefined
      ? []
      : [`A list: ${describe(list)}${object === undefined ? '' : ' Or an object:'}`, ''];
  if (object !== undefined) return [...alone, ...propertyTable(object)];
  const item = list?.items as JsonSchema | undefined;
  return item?.properties === undefined ? alone : [...alone, ...propertyTable(item)];
}

/** Fields of a result: of each row of the value where it is a list, and of the details. */
export function resultTable(schema: JsonSchema): string[] {
  const properties = schema.properties as Record<string, JsonSchema>;
  const value = withoutNull(properties['value']!);
  const row = value.items as JsonSchema | undefined;
  const details = properties['details'];
  return [
    ...(row?.properties === undefined
      ? ['`value` is a number.']
      : ['`value` is a list of rows:', '', ...propertyTable(row)]),
    ...(details === undefined ? [] : ['', '`details`:', '', ...propertyTable(details)]),
  ];
}

function propertyTable(schema: JsonSchema): string[] {
  const required = new Set(schema.required);
  return [
    '| field | type | meaning |',
    '|---|---|---|',
    ...Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, property]) => {
      const optional = required.has(name) ? '' : ' (optional)';
      return `| \`${name}\`${optional} | ${typeName(property)} | ${cell(describe(property))} |`;
    }),
  ];
}

const describe = (schema: JsonSchema): string => schema.description ?? withoutNull(schema).description ?? '';

function typeName(schema: JsonSchema): string {
  if (schema.enum !== undefined)
    return (schema.enum as unknown[]).map((each) => `\`${String(each)}\``).join(', ');
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  const kind = withoutNull(schema);
  const orNull = kind === schema ? '' : ' or null';
  if (kind.anyOf !== undefined) return kind.anyOf.map(typeName).join(' or ') + orNull;
  if (kind.prefixItems !== undefined)
    return `[${(kind.prefixItems as JsonSchema[]).map(typeName).join(', ')}]${orNull}`;
  if (kind.type === 'array') return `list of ${typeName(kind.items as JsonSchema)}${orNull}`;
  if (kind.properties !== undefined) return `{ ${Object.keys(kind.properties).join(', ')} }${orNull}`;
  if (kind.enum !== undefined) return typeName(kind) + orNull;
  return [kind.type ?? 'any'].flat().join(' or ') + orNull;
}

/** The schema of the value itself, where null is allowed beside it. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const forms = schema.anyOf;
  const [form, ...others] = forms?.filter((each) => each.type !== 'null') ?? [];
  return form !== undefined && others.length === 0 ? form : schema;
}

/** Text that may stand in a cell of a Markdown table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|');
