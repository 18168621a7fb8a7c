import { diagnosticCodes } from '../model/diagnostic.ts';
import type { JsonSchema } from './json-schema.ts';
import { atlasJsonSchema, resolveReference } from './json-schema.ts';

/**
 * The generated part of docs/: path to text. Renew it with `npm run docs` after a change of the schema or of the
 * diagnostic codes; a test holds the committed files against it.
 */
export function generateAtlasDocs(): Record<string, string> {
  const schema = atlasJsonSchema();
  return {
    'docs/atlas.schema.json': `${JSON.stringify(schema, null, 2)}\n`,
    'docs/atlas-format.md': formatPage(schema),
    'docs/diagnostics.md': diagnosticsPage(),
  };
}

const introduction = `# The atlas format

An atlas is a folder with an \`atlas.yaml\` and the files it names. \`jiju init <folder>\` writes a first \`atlas.yaml\` from
the tables and boundary files of a folder; \`jiju check <folder>\` tells every mistake with its line.

Editors with a YAML language server complete and check keys after this first line:

\`\`\`yaml
# yaml-language-server: $schema=<path to>/docs/atlas.schema.json
\`\`\`

The shortest atlas borrows its boundaries and colours them with one table:

\`\`\`yaml
jiju: 1
id: five-cities
title: { zh: 五城专利, en: Patents of five cities }
levels:
  - id: prefecture
    name: { zh: 地级市, en: Cities }
    source: { atlas: china }
    names: { zh: name_zh, en: name_en }
indicators:
  - { id: patents, name: { zh: 专利, en: Patents }, unit: { zh: 件, en: patents }, kind: count }
tables:
  - { file: patents.csv, level: prefecture, name: city, year: year, values: { patents: patents } }
\`\`\`

## How tables are read

- CSV with comma, semicolon, tab or bar, and XLSX. Encoding (UTF-8, UTF-16, GB 18030, Windows-1252) and delimiter are
  found out. Titles above the header and notes below the table are passed over and listed.
- A header of several rows with merged cells becomes one heading per column, joined with a space: \`2022年 经费\`.
- A table that gives a region several figures a year is long: the columns that tell its rows apart, such as sector and
  activity, name an indicator together (\`indicator: [sector, activity]\`); flags of statistical offices are explained by
  \`quality: { column, means }\`.
- Numbers may have thousands separators, a decimal comma (decided for the whole column), full-width digits, and a unit of
  their own: \`1.2亿\` in a column of 万元 is 12000. A cell that a workbook formats as a percentage holds the fraction. Empty
  cells, \`-\`, \`…\`, \`NA\` and the like are missing, never zero.
- A row finds its region by code (also without leading or with other trailing zeros), full name, alias valid in the year of
  the row, or name without the word for its kind: 江苏, Jiangsu Province, Suzhou Shi. What could be two regions is none:
  give a code or a \`parent\`. A province before or behind the name (广东省深圳市, "Shenzhen, Guangdong") is binding.
  Misprints are never corrected in silence; the nearest names are listed.
- Rows about totals (listed under \`totals\`, words such as 合计, names of the level above) stay totals.
`;

function formatPage(schema: JsonSchema): string {
  const sections = Object.entries(schema.$defs ?? {})
    .filter(([, definition]) => definition.type !== 'string' && definition !== schema.$defs?.['text'])
    .map(([name, definition]) => section(`## ${name}`, definition, schema));
  const text = schema.$defs?.['text']?.description ?? '';
  const id = schema.$defs?.['id']?.description ?? '';
  return [
    introduction,
    section(
      '## atlas.yaml',
      { ...schema, description: 'The keys of the file. Keys without a default are required.' },
      schema,
    ),
    ...sections,
    `## text\n\n${text}\n`,
    `## id\n\n${id}\n`,
  ].join('\n');
}

function section(heading: string, definition: JsonSchema, root: JsonSchema): string {
  const options = definition.anyOf ?? definition.oneOf;
  if (options !== undefined)
    return `${heading}\n\n${definition.description ?? ''} One of ${options.map(describeType).join(', ')}.\n`;
  const rows = keyRows(definition, root, '');
  return [
    heading,
    '',
    definition.description ?? '',
    '',
    '| key | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** One row for each key; objects that are no section of their own follow as `outer.inner`. */
function keyRows(definition: JsonSchema, root: JsonSchema, prefix: string): string[] {
  return Object.entries(definition.properties ?? {}).flatMap(([key, property]) => {
    const path = `${prefix}${key}`;
    const required = definition.required?.includes(key) === true;
    const fallback = required
      ? 'required'
      : property.default === undefined
        ? ''
        : code(JSON.stringify(property.default));
    const meaning = escapeCell(resolveReference(property, root).description ?? '');
    const row = `| \`${path}\` | ${describeType(property)} | ${fallback} | ${meaning} |`;
    return [row, ...innerRows(property, root, path)];
  });
}

function innerRows(property: JsonSchema, root: JsonSchema, path: string): string[] {
  if (property.$ref !== undefined) return [];
  if (property.properties !== undefined) return keyRows(property, root, `${path}.`);
  if (property.items !== undefined) return innerRows(property.items, root, `${path}[]`);
  return (property.anyOf ?? []).flatMap((option) => innerRows(option, root, path));
}

function describeType(schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace('#/$defs/', '');
    return `[${name}](#${name.toLowerCase()})`;
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return [...new Set(options.map(describeType))].join(' or ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum !== undefined) return schema.enum.map((value) => code(String(value))).join(' or ');
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(describeType).join(', ')}]`;
  if (schema.items !== undefined) return `list of ${describeType(schema.items)}`;
  if (typeof schema.additionalProperties === 'object')
    return `map to ${describeType(schema.additionalProperties)}`;
  if (schema.properties !== undefined) return 'keys below';
  return [schema.type ?? 'any']
    .flat()
    .map((type) => typeNames[type] ?? type)
    .join(' or ');
}

const typeNames: Record<string, string> = {
  integer: 'whole number',
  boolean: 'true or false',
  null: 'nothing',
};

function diagnosticsPage(): string {
  const rows = Object.entries(diagnosticCodes).map(
    ([name, { severity, help }]) => `| \`${name}\` | ${severity} | ${escapeCell(help)} |`,
  );
  return [
    '# Diagnostics',
    '',
    'What jiju can have to say about an atlas. Errors make `jiju check` exit with 1. `onInvalid` in atlas.yaml sets another',
    'severity for a code: `onInvalid: { join/unmatched-row: warning }`.',
    '',
    '| code | severity | what to do |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

const code = (text: string): string => `\`${escapeCell(text)}\``;

const escapeCell = (text: string): string => text.replaceAll('|', '\\|');
