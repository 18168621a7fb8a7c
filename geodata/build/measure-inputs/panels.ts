import { AtlasError } from '../../model/atlas-error.ts';
import { columnsIn, quantityOf, valuesIn } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { linksByFrame } from './located.ts';
import { tasksOverYears } from './over-time.ts';
import { required } from './required.ts';
import { tasksOfStages } from './stages.ts';

/** Units over years, and which of them are neighbours. */
export function locatedPanelTasks(request: MeasureRequest): MeasureTask[] {
  const linksOf = linksByFrame(request);
  return tasksOverYears(request, [], (codes, years, [values], frame) => ({
    codes,
    years,
    values,
    ...linksOf(frame),
  }));
}

/** Units over years with their neighbours and the controls, which are taken in the first year. */
export function controlledPanelTasks(request: MeasureRequest): MeasureTask[] {
  const linksOf = linksByFrame(request);
  const quantities = request.config.controls.map(quantityOf);
  return tasksOverYears(request, [], (codes, years, [values], frame) => {
    const controls = columnsIn(request, quantities, years[0]!);
    if (controls === null)
      throw new AtlasError(
        'invalid-config',
        `Not all controls have values in ${years[0]}, the first year of the result; give them a \`year\`.`,
        { at: `measures.${request.config.id}.controls` },
      );
    const named = controls.map((column) => [column.indicator, valuesIn(column, frame.positions)]);
    return { codes, years, values, controls: Object.fromEntries(named) as unknown, ...linksOf(frame) };
  });
}

/** The points of units, weighted by an indicator in each year. */
export const weightedPointsTasks = (request: MeasureRequest): MeasureTask[] =>
  tasksOverYears(request, [], (codes, years, [weights], { positions }) => ({
    codes,
    years,
    points: positions.map((position) => request.level.regions[position]!.point),
    weights,
  }));

/** Regions by sectors (`indicators`) in both years of each stage. */
export function sectorsTasks(request: MeasureRequest): MeasureTask[] {
  const sectors = required(request, 'indicators').map(quantityOf);
  return tasksOfStages(request, sectors, (codes, before, after) => ({
    codes,
    sectors: sectors.map(({ indicator }) => indicator),
    from: codes.map((_, unit) => before.map((column) => column[unit]!)),
    to: codes.map((_, unit) => after.map((column) => column[unit]!)),
  }));
}
