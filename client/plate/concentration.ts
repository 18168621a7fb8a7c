import type { MeasureEntry } from '../../geodata/model/catalog.ts';
import type { MeasureDocument, MeasureRow } from '../../geodata/model/measure.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Plate } from './plate.ts';

/** What a result needs to be said: the measure, and the parameters it was computed with. */
export interface MeasureContext {
  entry: MeasureEntry;
  params: MeasureDocument['params'];
  description: MeasureDocument['description'];
}

/** A table of one measure about the indicator on the map. */
export interface MeasureRows extends MeasureContext {
  /** Rows about the indicator. */
  rows: MeasureRow[];
}

/** What is known about how unequally an indicator is spread. */
export interface ConcentrationRecord {
  /** The baked Gini coefficients over the very frame of the plate, one row per year; null where none was baked. */
  gini: MeasureRows | null;
  /** Rows of the register that the curve is about: those of the Gini coefficient where there is one. */
  rows: number[];
  /** Every measure of the indicator at its level. */
  tables: MeasureRows[];
}

const gini = 'gini';

/** Measures that say how unequally something is spread, or sum it up; clusters and indices are analyses of their own. */
const told = new Set([
  'gini',
  'capital-share',
  'mean',
  'growth',
  'theil',
  'coefficient-of-variation',
  'herfindahl',
]);

/** Reads the measures of the plate's indicator. */
export async function loadConcentration(bundle: Bundle, plate: Plate): Promise<ConcentrationRecord> {
  const { indicator, level, state } = plate;
  const entries = bundle.catalog.measures.filter(
    (entry) =>
      entry.level === level.id &&
      told.has(entry.measure) &&
      indicator !== null &&
      entry.indicators.includes(indicator.id),
  );
  const tables = await Promise.all(entries.map(({ id }) => bundle.measure(id)));
  const all = entries.map((entry, place) => ({
    entry,
    params: tables[place]!.params,
    description: tables[place]!.description,
    rows: rowsAbout(tables[place]!, indicator!.id),
  }));
  const over = state.within === null ? null : level.parent;
  const matching = all.find(({ entry }) => entry.measure === gini && entry.within === over) ?? null;
  return {
    gini:
      matching === null
        ? null
        : {
            ...matching,
            rows: matching.rows.filter(({ region, group }) => group === undefined && region === state.within),
          },
    rows: framedRows(plate, matching?.entry ?? null),
    tables: all,
  };
}

const rowsAbout = (table: MeasureDocument, indicator: string): MeasureRow[] =>
  table.rows.filter((row) => row.indicator === indicator);

/** Rows of the plate's frame that a measure looks at and that have a value. */
export function framedRows({ frame, register, marks }: Plate, entry: MeasureEntry | null): number[] {
  const { kinds, exclude } = entry?.frame ?? { kinds: null, exclude: [] };
  return frame.filter(
    (row) =>
      marks[row]!.value !== null &&
      (kinds === null || kinds.includes(register.kind[row]!)) &&
      !exclude.includes(register.code[row]!),
  );
}

/** One measure about the plate's indicator over its whole level; null where the atlas does not have it. */
export async function loadMeasure(
  bundle: Bundle,
  plate: Plate,
  measure: string,
): Promise<MeasureRows | null> {
  const { indicator, level, catalog } = plate;
  const entry = catalog.measures.find(
    (candidate) =>
      candidate.measure === measure &&
      candidate.level === level.id &&
      candidate.within === null &&
      indicator !== null &&
      candidate.indicators.includes(indicator.id),
  );
  if (entry === undefined) return null;
  const table = await bundle.measure(entry.id);
  const { params, description } = table;
  return { entry, params, description, rows: rowsAbout(table, indicator!.id) };
}
