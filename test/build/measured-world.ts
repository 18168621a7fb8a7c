import { computeJob } from '../../geodata/build/measure-jobs.ts';
import { LevelNeighbours } from '../../geodata/build/measure-neighbours.ts';
import { measureTable, planMeasure } from '../../geodata/build/measure-tables.ts';
import type { EntryTables, MeasureWorld } from '../../geodata/build/measure-task.ts';
import { measure as measureSchema } from '../../geodata/config/schema/measure.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import { columnOf, indicatorOf, levelOfCodes } from './small-world.ts';

const province = levelOfCodes('province', ['10', '20'], { group: 'east' });
export const city = levelOfCodes('city', ['1001', '1002', '2001', '2002', '2003']);
city.regions.forEach((region, position) => (region.parent = province.regions[position < 2 ? 0 : 1]!.code));

const edges = { nodes: city.regions.map(({ code }) => code as string), directed: false };
export const world: MeasureWorld = {
  tables: [],
  indicators: new Map([
    ['x', indicatorOf('x', {})],
    ['y', indicatorOf('y', { direction: -1 })],
  ]),
  levels: [province, city],
  columns: [
    columnOf(city, 'x', 2020, [1, 3, 2, 2, 8]),
    columnOf(city, 'x', 2021, [2, 3, null, 2, 8]),
    columnOf(city, 'x', 2022, [4, 3, 2, 2, 9], {
      quality: ['approx', 'measured', 'measured', 'measured', 'measured'],
    }),
    columnOf(city, 'y', 2021, [5, 4, 3, 2, 1]),
  ],
  networks: [
    {
      entry: { id: 'links', level: 'city', basis: 'modelled', sources: ['model'] },
      years: [
        {
          year: null,
          edges: {
            ...edges,
            a: Uint32Array.of(0, 1, 2, 3),
            b: Uint32Array.of(1, 2, 3, 4),
            weight: Float64Array.of(1, 2, 3, 4),
          },
        },
      ],
      documents: [{ year: null, ...edges, a: [3], b: [4], weight: [4] }],
    },
  ],
  neighbours: new LevelNeighbours(),
};

export const nothing: EntryTables = { things: null, sets: null };

/** What an entry computes over the world. */
export function compute(entry: Record<string, unknown>, tables: EntryTables = nothing): MeasureTable {
  const config = measureSchema.parse({ id: 'entry', level: 'city', ...entry });
  const plan = planMeasure(config, world, tables);
  return measureTable(plan, plan.jobs.map(computeJob));
}

export const values = (table: MeasureTable) => table.rows.map(({ value }) => value);
