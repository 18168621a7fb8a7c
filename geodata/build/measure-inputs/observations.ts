import { AtlasError } from '../../model/atlas-error.ts';
import type { MeasureRow, MeasureTable } from '../../model/measure.ts';
import type { MeasureConfig } from '../measure-config.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';

type ObservationsConfig = NonNullable<MeasureConfig['observations']>;
type ResultsConfig = ObservationsConfig['x'];

/** Results of one table by who (and in which year) they are about. */
interface Results {
  table: MeasureTable;
  /** Whether the key of a row has its year; not where all rows are about one. */
  isYearly: boolean;
  rows: Map<string, { row: MeasureRow; value: number | null }>;
}

/**
 * One regression over results of tables that stand above in atlas.yaml. An observation is a region or group, in a year
 * where the tables have several; results about one year only hold for all years of the others.
 */
export function observationTasks(request: MeasureRequest, config: ObservationsConfig): MeasureTask[] {
  const [x, y, ...controls] = [config.x, config.y, ...config.controls].map((each) =>
    resultsOf(request, each),
  );
  const all = [x!, y!, ...controls];
  const observed = (all.find(({ isYearly }) => isYearly) ?? y!).rows;
  const cellOf = ({ isYearly, rows }: Results, row: MeasureRow): number | null =>
    rows.get(keyOf(row, isYearly))?.value ?? null;
  const about = [...observed.values()].map(({ row }) => row);
  const column = (results: Results): (number | null)[] => about.map((row) => cellOf(results, row));
  const used = all.flatMap(({ rows }) => [...rows.values()].map(({ row }) => row));
  const years = [...new Set(about.map(({ year }) => year))];
  return [
    {
      input: {
        codes: about.map((row) =>
          keyOf(
            row,
            all.some(({ isYearly }) => isYearly),
          ),
        ),
        x: column(x!),
        y: column(y!),
        controls: controls.map(column),
        ...(config.effects === 'none' ? {} : { groups: about.map((row) => effectOf(row, config.effects)) }),
      },
      params: {},
      subject: { region: null, indicator: request.config.id, year: years.length === 1 ? years[0]! : null },
      frame: about.length,
      flags: [...new Set(used.flatMap(({ flags }) => flags))].sort(),
      sources: all.flatMap(({ table }) => table.sources),
    },
  ];
}

const subjectOf = (row: MeasureRow): string => row.region ?? row.group ?? '';

const keyOf = (row: MeasureRow, isYearly: boolean): string =>
  isYearly ? `${subjectOf(row)} ${row.year}` : subjectOf(row);

const effectOf = (row: MeasureRow, effects: 'subject' | 'year' | 'none'): string =>
  effects === 'year' ? String(row.year) : subjectOf(row);

/** Throws AtlasError `invalid-config` where the table does not stand above, or has other results only. */
function resultsOf({ config, world }: MeasureRequest, from: ResultsConfig): Results {
  const at = `measures.${config.id}.observations`;
  const table = world.tables.find(({ id }) => id === from.table);
  if (table === undefined)
    throw new AtlasError(
      'invalid-config',
      `The table "${from.table}" does not stand above "${config.id}"; move its entry up.`,
      { at },
    );
  const own = table.rows.filter(
    (row) =>
      subjectOf(row) !== '' &&
      (from.indicator === undefined || row.indicator === from.indicator) &&
      (from.year === undefined || row.year === from.year),
  );
  // A table that is empty because the data is gives no observations; one that has others was named wrongly.
  if (own.length === 0 && table.rows.length > 0)
    throw new AtlasError(
      'invalid-config',
      `The table "${from.table}" has no such results about regions or groups.`,
      {
        at,
      },
    );
  const isYearly = new Set(own.map(({ year }) => year)).size > 1;
  const rows = new Map(own.map((row) => [keyOf(row, isYearly), { row, value: valueOf(row, from.field) }]));
  if (rows.size < own.length)
    throw new AtlasError(
      'invalid-config',
      `The table "${from.table}" has several results for one region or group; say which \`indicator\`.`,
      { at },
    );
  return { table, isYearly, rows };
}

/** The value of a row, or the number in a field that comes with it. */
function valueOf(row: MeasureRow, field: string): number | null {
  const value = field === 'value' ? row.value : (row.details as Record<string, unknown> | undefined)?.[field];
  return typeof value === 'number' ? value : null;
}
