import type { MeasureParam } from '../model/measure.ts';
import { compactJson } from './compact-json.ts';
import { cell, fieldTable, resultTable } from './field-tables.ts';
import { measures } from './index.ts';
import type { Measure, MeasureGroup } from './measure.ts';
import { measureSchema } from './measure-schema.ts';
import { expected } from './params.ts';

const groupTitles: Record<MeasureGroup, string> = {
  concentration: 'Concentration and inequality',
  association: 'Spatial association',
  network: 'Networks',
  polycentricity: 'Polycentricity',
  resilience: 'Resilience',
  composite: 'Composite indices and echelons',
  efficiency: 'Efficiency',
  change: 'Change over time',
  centres: 'Centres',
  classification: 'Classes for maps',
};

/** The pages docs/measures/*.md by path: one for each measure, and the list of all. */
export function generateMeasureDocs(): Record<string, string> {
  const pages: Record<string, string> = { 'docs/measures/README.md': listPage() };
  for (const measure of measures.values()) pages[`docs/measures/${measure.id}.md`] = measurePage(measure);
  return pages;
}

function listPage(): string {
  const groups = Object.entries(groupTitles).map(([group, title]) => {
    const rows = [...measures.values()]
      .filter((measure) => measure.group === group)
      .map(
        ({ id, title: name, summary }) => `| [${id}](${id}.md) | ${name.en} · ${name.zh} | ${summary.en} |`,
      );
    return [`## ${title}`, '', '| id | title | what it says |', '|---|---|---|', ...rows, ''].join('\n');
  });
  return `# Measures

Each of these ${measures.size} measures can be named in \`atlas.yaml\` ([atlas-format.md](../atlas-format.md)), and called
from a shell:

\`\`\`console
echo '[1, 2, 3, 4, 5]' | npx jiju measure gini
npx jiju measure moran units.json -p permutations=9999
npx jiju measure betweenness edges.csv
npx jiju measure gini --schema
npx jiju measure gini --example | npx jiju measure gini
\`\`\`

Input and result are JSON; \`--schema\` prints the form of both. Numbers by themselves are a list, and these can be CSV with
a header: a number per unit (\`code,value\`), several (\`code\` and the names of the fields below, or of indicators, or
years), and edges (\`source,target,weight\`). Every result has the same frame: \`value\`, \`n\` and the \`missing\` units, the
\`method\` and its \`params\`, \`flags\`, and a \`reason\` where the value is null.

- **Missing is not zero.** Missing values are null and left out; above a fifth of the frame the result is flagged
  \`incomplete\`. Nothing is interpolated.
- **Undefined is null with a reason**: \`zero_mean\`, \`negative_values\`, \`too_few_units\`, \`constant\`, \`no_edges\`,
  \`zero_base\`, \`infeasible\`, \`missing_value\`, \`no_convergence\`, \`out_of_range\`. There is no NaN and no Infinity.
- **Ties** are broken by ascending code, everywhere.
- **Random numbers** come from the generator and the seed named in the result: the same input gives the same result.
- Sums are compensated and nothing is rounded inside; these pages show twelve digits.

${groups.join('\n')}`;
}

function measurePage(measure: Measure): string {
  const { id, title, summary, formula, unit, range, scope, input, output, source, example } = measure;
  const schema = measureSchema(measure);
  const result = measure.compute(input.read(example.input), example.params);
  const flags = Object.entries(example.params ?? {}).map(([name, value]) => ` -p ${name}=${String(value)}`);
  return [
    `# ${title.en} · ${title.zh}`,
    '',
    summary.en,
    '',
    summary.zh,
    '',
    '$$',
    formula,
    '$$',
    '',
    '| id | unit | range | about | input | value |',
    '|---|---|---|---|---|---|',
    `| \`${id}\` | ${unit || '–'} | ${rangeText(range)} | ${scope} | ${input.title.en} (\`${input.id}\`) | ${output.kind} |`,
    '',
    '## Parameters',
    '',
    ...paramTable(measure.params),
    '',
    '## Input',
    '',
    ...fieldTable(schema.input),
    '',
    '## Result',
    '',
    ...resultTable(schema.output),
    '',
    '## Example',
    '',
    `\`\`\`console\nnpx jiju measure ${id} input.json${flags.join('')}\n\`\`\``,
    '',
    'with `input.json`',
    '',
    `\`\`\`json\n${compactJson(example.input)}\n\`\`\``,
    '',
    'prints',
    '',
    `\`\`\`json\n${compactJson(shown(result))}\n\`\`\``,
    '',
    example.source,
    '',
    '## Source',
    '',
    source,
    '',
  ].join('\n');
}

/** Numbers to twelve digits: what all machines agree on. */
function shown(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)]));
}

function rangeText([low, high]: readonly [number | null, number | null]): string {
  if (low === null && high === null) return 'any';
  if (low === null) return `at most ${high}`;
  return high === null ? `at least ${low}` : `${low} to ${high}`;
}

function paramTable(params: readonly MeasureParam[]): string[] {
  if (params.length === 0) return ['None.'];
  return [
    '| name | default | expected | meaning |',
    '|---|---|---|---|',
    ...params.map((param) => {
      const standard = param.default === null ? '–' : `\`${String(param.default)}\``;
      return `| \`${param.name}\` | ${standard} | ${expected(param)} | ${cell(param.description.en)} |`;
    }),
  ];
}
