import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generateAtlasDocs } from '../../geodata/config/atlas-docs.ts';
import type { JsonSchema } from '../../geodata/config/json-schema.ts';
import { atlasJsonSchema } from '../../geodata/config/json-schema.ts';
import { parseAtlas } from '../../geodata/config/parse-atlas.ts';
import { expectGolden } from '../support/golden.ts';

const root = join(import.meta.dirname, '../..');
const pages = generateAtlasDocs();

test.each(Object.keys(pages))('%s is what the schema says (RENEW=1 renews it)', (path) => {
  expectGolden(join(root, path), pages[path] ?? '');
});

test('every key has a sentence', () => {
  const schema = atlasJsonSchema();
  const silent: string[] = [];
  const visit = (node: JsonSchema, path: string): void => {
    for (const [key, property] of Object.entries(node.properties ?? {})) {
      // A section of its own says what it is for.
      const section = schema.$defs?.[property.$ref?.replace('#/$defs/', '') ?? '']?.properties;
      if ((property.description ?? '') === '' && section === undefined) silent.push(`${path}.${key}`);
      visit(property, `${path}.${key}`);
    }
    for (const [index, option] of (node.anyOf ?? node.oneOf ?? []).entries())
      visit(option, `${path}|${index}`);
    if (node.items !== undefined) visit(node.items, `${path}[]`);
  };
  visit(schema, '');
  for (const [name, definition] of Object.entries(schema.$defs ?? {})) {
    // The two languages of a text explain themselves.
    if (name !== 'text') visit(definition, name);
  }
  expect(silent).toEqual([]);
});

describe('examples in the documentation', () => {
  test.each(['docs/atlas-format.md', 'docs/own-data.md'])('%s: every whole atlas in it is one', (path) => {
    const page = readFileSync(join(root, path), 'utf8');
    const examples = [...page.matchAll(/```yaml\n([^`]*?)```/g)]
      .map(([, text = '']) => text)
      .filter((text) => isAtlas(text));
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(parseAtlas(example).diagnostics).toEqual([]);
  });
});

const isAtlas = (yaml: string): boolean => {
  const data: unknown = parse(yaml);
  return typeof data === 'object' && data !== null && 'jiju' in data;
};
