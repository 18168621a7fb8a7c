import { z } from 'zod';
import type { Coverage } from '../outcome.ts';
import { coverageOf } from '../coverage.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';

/** What units use and make: complete rows only, inputs and outputs by unit. */
export interface Production {
  codes: string[];
  inputNames: string[];
  outputNames: string[];
  /** inputs[unit][input]. */
  inputs: Float64Array[];
  outputs: Float64Array[];
  /** Units left out are those with a missing number, without any input, or without any output. */
  coverage: Coverage;
}

const columns = (what: string) =>
  z
    .record(z.string(), z.array(z.number().nonnegative().nullable()))
    .refine((record) => Object.keys(record).length > 0, `expected at least one ${what}`)
    .describe(`Each ${what} by name: one number per unit, none negative; null where it is missing.`);

/** JSON form of the quantities of one period. */
const quantities = { inputs: columns('input'), outputs: columns('output') };
type Quantities = z.infer<z.ZodObject<typeof quantities>>;

const codes = z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.');

export const production = defineInput({
  id: 'production',
  title: { zh: '投入与产出', en: 'Inputs and outputs of units' },
  schema: z.strictObject({ codes, ...quantities }),
  prepare(json): Production {
    const named = namesOf(json.codes, [json]);
    return withComplete(named, [json])[0]!;
  },
});

/** The same units in two periods; units that are incomplete in one are left out of both. */
export interface ProductionChange {
  from: Production;
  to: Production;
}

export const productionChange = defineInput({
  id: 'production-change',
  title: { zh: '两期投入与产出', en: 'Inputs and outputs of units in two periods' },
  schema: z.strictObject({
    codes,
    from: z.strictObject(quantities).describe('First period.'),
    to: z.strictObject(quantities).describe('Last period, with the same inputs and outputs.'),
  }),
  prepare(json): ProductionChange {
    const named = namesOf(json.codes, [json.from, json.to]);
    const [from, to] = withComplete(named, [json.from, json.to]);
    return { from: from!, to: to! };
  },
});

/** Codes of the units, after checking that every column is as long and that all periods have the same columns. */
function namesOf(given: string[] | undefined, periods: readonly Quantities[]): string[] {
  const [first] = periods;
  const named = given ?? ordinalCodes(Object.values(first!.inputs)[0]!.length);
  checkUnique('codes', named);
  for (const period of periods)
    for (const kind of ['inputs', 'outputs'] as const) {
      checkLength(kind, Object.keys(period[kind]).length, Object.keys(first![kind]).length);
      for (const name of Object.keys(first![kind]))
        checkLength(`${kind}.${name}`, period[kind][name]?.length ?? 0, named.length);
    }
  return named;
}

function withComplete(codes: string[], periods: readonly Quantities[]): Production[] {
  const rowsOf = (columns: Quantities['inputs'], names: string[], unit: number): (number | null)[] =>
    names.map((name) => columns[name]![unit]!);
  const inputNames = Object.keys(periods[0]!.inputs);
  const outputNames = Object.keys(periods[0]!.outputs);
  const isUsable = (row: (number | null)[]): boolean =>
    row.every((cell) => cell !== null) && row.some((cell) => cell !== 0);
  const isComplete = (unit: number): boolean =>
    periods.every(
      ({ inputs, outputs }) =>
        isUsable(rowsOf(inputs, inputNames, unit)) && isUsable(rowsOf(outputs, outputNames, unit)),
    );
  const coverage = coverageOf(codes, isComplete);
  const units = [...codes.keys()].filter(isComplete);
  const numbersOf = (columns: Quantities['inputs'], names: string[]): Float64Array[] =>
    units.map((unit) => Float64Array.from(names, (name) => columns[name]![unit]!));
  return periods.map(({ inputs, outputs }) => ({
    codes: units.map((unit) => codes[unit]!),
    inputNames,
    outputNames,
    inputs: numbersOf(inputs, inputNames),
    outputs: numbersOf(outputs, outputNames),
    coverage,
  }));
}
