import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { compactJson } from '../../geodata/measures/compact-json.ts';
import { findMeasure, measures } from '../../geodata/measures/index.ts';
import { vector } from '../../geodata/measures/inputs/vector.ts';
import type { Measure } from '../../geodata/measures/measure.ts';
import { measureSchema } from '../../geodata/measures/measure-schema.ts';
import { paramFromText } from '../../geodata/measures/params.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { readTable } from '../../geodata/sources/table.ts';
import type { Command, CommandIo, OptionValues } from '../command.ts';
import { exitStatus } from '../command.ts';

export const command: Command = {
  name: 'measure',
  summary:
    'Compute a measure over numbers of your own: Gini, Moran, betweenness, DEA … JSON or CSV in, JSON out.',
  usage: '<id> [file]',
  options: {
    list: { type: 'boolean', short: 'l', description: 'List all measures' },
    schema: { type: 'boolean', description: 'Print the JSON Schema of input, parameters and result' },
    example: { type: 'boolean', description: 'Print the input of the worked example' },
    param: {
      type: 'string',
      short: 'p',
      multiple: true,
      placeholder: '<name=value>',
      description: 'Set a parameter; may be given several times',
    },
  },
  details: `Without a file the input is read from the standard input. Every measure has a page in docs/measures.

  echo '[1, 2, 3, 4, 5]' | jiju measure gini
  seq 5 | jiju measure gini                            numbers alone
  jiju measure gini values.csv -p normalised=true      columns code, value
  jiju measure betweenness edges.csv                   columns source, target, weight
  jiju measure moran --schema
  jiju measure moran --example | jiju measure moran`,
  statuses: { ok: 'computed; the value may be null, with a reason' },

  async run({ values, positionals }, io) {
    if (values['list'] === true) {
      io.out(listOfMeasures());
      return exitStatus.ok;
    }
    const [id, file, ...more] = positionals;
    if (id === undefined || more.length > 0)
      throw new AtlasError(
        'usage',
        `Found ${positionals.length} arguments, expected the id of a measure and at most one file. ` +
          `'jiju measure --list' lists the measures.`,
      );
    const measure = findMeasure(id);
    if (values['schema'] === true) io.out(`${JSON.stringify(measureSchema(measure), null, 2)}\n`);
    else if (values['example'] === true) io.out(`${compactJson(measure.example.input)}\n`);
    else {
      const input = measure.input.read(await readInput(measure, file, io));
      io.out(`${compactJson(measure.compute(input, paramsOf(measure, values)))}\n`);
    }
    return exitStatus.ok;
  },
};

function listOfMeasures(): string {
  const width = Math.max(...[...measures.keys()].map((id) => id.length)) + 2;
  return [...measures.values()]
    .map(({ id, title, input }) => `${id.padEnd(width)}${title.en} · ${title.zh} (${input.id})\n`)
    .join('');
}

/** The JSON form of the input: from JSON as it is, from a table by its columns. */
async function readInput(measure: Measure, file: string | undefined, io: CommandIo): Promise<unknown> {
  const bytes = file === undefined ? await buffer(io.stdin()) : await readBytes(file, io);
  const name = file ?? 'standard input';
  const text = new TextDecoder().decode(bytes).trim();
  if (text === '') throw new AtlasError('invalid-data', 'Found nothing, expected JSON or CSV.', { at: name });
  if (/^[[{]/.test(text)) return parseJson(text, name);
  const words = text.split(/[\s,;]+/);
  if (measure.input === vector && words.every((word) => Number.isFinite(Number(word))))
    return words.map(Number);
  return rowsOf(measure, bytes, name);
}

async function readBytes(file: string, io: CommandIo): Promise<Uint8Array> {
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (cause) {
    throw new AtlasError('not-found', 'The file cannot be read.', { at: file, cause });
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AtlasError('invalid-data', `This is no JSON: ${(cause as Error).message}.`, {
      at: name,
      cause,
    });
  }
}

async function rowsOf({ id, input }: Measure, bytes: Uint8Array, name: string): Promise<unknown> {
  if (input.fromRows === undefined)
    throw new AtlasError(
      'invalid-data',
      `Found a table; ${id} takes JSON of the kind "${input.id}". See 'jiju measure ${id} --schema'.`,
      { at: name },
    );
  const { table, diagnostics } = await readTable(bytes, name);
  const unreadable = diagnostics.find(({ severity }) => severity === 'error');
  if (unreadable !== undefined) throw new AtlasError('invalid-data', unreadable.message, { at: name });
  if (table.rows.length === 0)
    throw new AtlasError('invalid-data', 'Found a header without rows, expected numbers.', { at: name });
  return input.fromRows(
    table.rows.map(({ cells }) =>
      Object.fromEntries(table.columns.map((column, index) => [column, cells[index] ?? ''])),
    ),
  );
}

/** The parameters given as name=value, read by the type each has. */
function paramsOf(measure: Measure, values: OptionValues): Record<string, unknown> {
  const given = [values['param'] ?? []].flat().map(String);
  return Object.fromEntries(
    given.map((assignment) => {
      const [, name = assignment, value] = /^([^=]+)=(.*)$/s.exec(assignment) ?? [];
      const param = measure.params.find((each) => each.name === name);
      if (value === undefined)
        throw new AtlasError('usage', `Found "${assignment}" after --param, expected name=value.`);
      return [name, param === undefined ? value : paramFromText(param, value)];
    }),
  );
}
