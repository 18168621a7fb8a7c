import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';
import { codesOfRows, numberOrNull, valueColumns } from './rows.ts';

/** Units over years: `values[unit][year]`; null is missing. */
export interface Panel {
  codes: string[];
  /** Ascending. */
  years: number[];
  values: (number | null)[][];
}

const cells = z.array(z.array(z.number().nullable()));
const codes = z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.');
const years = z.array(z.int()).describe('Years in ascending order.');

/** JSON form of a panel, for input kinds that add something to it. */
export const panelShape = {
  codes,
  years,
  values: cells.describe('One row per unit, one number per year in each; null where it is missing.'),
};

export const panel = defineInput({
  id: 'panel',
  title: { zh: '面板数据', en: 'Units over years' },
  schema: z.strictObject(panelShape),
  prepare: (json): Panel => ({
    codes: preparedCodes(json.codes, json.years, { values: json.values }),
    years: json.years,
    values: json.values,
  }),
  fromRows(rows) {
    const named = valueColumns(rows);
    const other = named.find((name) => !/^\d{1,4}$/.test(name));
    if (other !== undefined)
      throw new AtlasError('invalid-data', `Found the column "${other}", expected years beside the code.`, {
        at: other,
      });
    return {
      ...codesOfRows(rows),
      years: named.map(Number),
      values: rows.map((row) => named.map((name) => numberOrNull(row[name]!, name))),
    };
  },
});

/** Two quantities of the same units over the same years. */
export interface PanelPair {
  codes: string[];
  years: number[];
  x: (number | null)[][];
  y: (number | null)[][];
}

export const panelPair = defineInput({
  id: 'panel-pair',
  title: { zh: '成对面板数据', en: 'Two quantities of units over years' },
  schema: z.strictObject({
    codes,
    years,
    x: cells.describe('First quantity: one row per unit, one number per year.'),
    y: cells.describe('Second quantity: one row per unit, one number per year.'),
  }),
  prepare: (json): PanelPair => ({
    codes: preparedCodes(json.codes, json.years, { x: json.x, y: json.y }),
    years: json.years,
    x: json.x,
    y: json.y,
  }),
});

/** Checks that every table has a row per unit and a cell per year, and that years ascend. */
function preparedCodes(
  given: string[] | undefined,
  years: number[],
  tables: Record<string, (number | null)[][]>,
): string[] {
  const named = given ?? ordinalCodes(Object.values(tables)[0]?.length ?? 0);
  checkUnique('codes', named);
  for (const [name, rows] of Object.entries(tables)) {
    checkLength(name, rows.length, named.length);
    rows.forEach((row, index) => checkLength(`${name}.${index}`, row.length, years.length));
  }
  if (years.some((year, index) => index > 0 && year <= years[index - 1]!))
    throw new AtlasError('invalid-data', `Found the years ${years.join(', ')}, expected ascending years.`, {
      at: 'years',
    });
  return named;
}

/** One year of a panel as a vector. */
export const yearOf = ({ codes, values }: Panel, year: number) => ({
  codes,
  values: values.map((row) => row[year] ?? null),
});
