import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';

/** An input or output of a unit: what an efficient unit of its kind would use or make, and what is left over at that. */
export interface Quantity {
  name: string;
  target: number;
  slack: number;
}

/** What data envelopment analysis says of one region. */
export interface EfficiencyScore {
  region: string;
  /** 1 on the frontier; null where it could not be computed. */
  value: number | null;
  /** Regions that it is compared with, the most alike first; weights add up to 1 with variable returns to scale. */
  peers: { code: string; weight: number }[];
  inputs: Quantity[];
  outputs: Quantity[];
}

/** The year asked for where the table has it, else its latest; null where it has no years. */
export function yearIn({ rows }: MeasureTable, asked: number | null): number | null {
  const years = rows.flatMap(({ year }) => year ?? []);
  if (years.length === 0) return null;
  return asked !== null && years.includes(asked) ? asked : Math.max(...years);
}

/** Scores of one year out of a table of the measure `dea`, the most efficient first. */
export function efficiencyScores({ rows }: MeasureTable, year: number | null): EfficiencyScore[] {
  return rows
    .filter((row) => row.year === year && row.region !== null)
    .map((row) => ({ region: row.region!, value: row.value, ...partsOf(row) }))
    .toSorted(
      (one, other) =>
        (other.value ?? -1) - (one.value ?? -1) ||
        calls(rows, year, other.region) - calls(rows, year, one.region),
    );
}

/**
 * What a region uses and makes, inputs first. Towards the inputs the target is θx − s⁻ and y + s⁺, towards the outputs
 * x − s⁻ and φy + s⁺ with φ = 1 / efficiency (Cooper, Seiford & Tone 2007, chapters 3 and 4).
 */
export function actualAmounts(
  { value, inputs, outputs }: Pick<EfficiencyScore, 'value' | 'inputs' | 'outputs'>,
  orientation: 'input' | 'output',
): number[] {
  const [inputShare, outputShare] = orientation === 'input' ? [value ?? 1, 1] : [1, value ?? 1];
  return [
    ...inputs.map(({ target, slack }) => (target + slack) / inputShare),
    ...outputs.map(({ target, slack }) => (target - slack) * outputShare),
  ];
}

/** For how many other regions a region is a peer: the more, the firmer it stands on the frontier. */
export const calls = (rows: readonly MeasureRow[], year: number | null, region: string): number =>
  rows.filter(
    (row) =>
      row.year === year && row.region !== region && partsOf(row).peers.some(({ code }) => code === region),
  ).length;

const partsOf = ({ details }: MeasureRow): Pick<EfficiencyScore, 'peers' | 'inputs' | 'outputs'> => {
  const { peers = [], inputs = [], outputs = [] } = (details ?? {}) as Partial<EfficiencyScore>;
  return { peers, inputs, outputs };
};
