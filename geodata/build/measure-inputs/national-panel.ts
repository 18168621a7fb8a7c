import { AtlasError } from '../../model/atlas-error.ts';
import { framesOf } from '../frames.ts';
import { codesOf, quantityOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { panelTasks, tasksOverYears } from './over-time.ts';
import { required } from './required.ts';

/**
 * Units over all years against the nation. With `sets` the units are the sets, each the sum of its members, and the nation
 * is the sum of the regions that have all years: sets overlap and leave regions out, so that they do not add up to it.
 */
export function nationalPanelTasks(request: MeasureRequest): MeasureTask[] {
  const { sets } = request.tables;
  if (sets === null) return panelTasks(request);
  const { config, world, frames: ofSets } = request;
  for (const { indicator } of required(request, 'indicators').map(quantityOf))
    checkAddsUp(request, indicator);
  const frames = framesOf({ ...config, within: undefined }, world.levels, null);
  return tasksOverYears({ ...request, frames }, [], (codes, years, [values]) => {
    const rowOf = new Map(codes.map((code, unit) => [code, values![unit]!]));
    const complete = values!.filter((row) => row.every((value) => value !== null));
    const sumOf = (rows: readonly (number | null)[][], year: number): number | null =>
      rows.length === 0 || rows.some((row) => row[year] === null)
        ? null
        : rows.reduce((sum, row) => sum + row[year]!, 0);
    return {
      codes: ofSets.map(({ group }) => group!),
      years,
      values: ofSets.map(({ positions }) => {
        const rows = codesOf(request, positions).map((code) => rowOf.get(code)!);
        return years.map((_, year) => sumOf(rows, year));
      }),
      nation: years.map((_, year) => sumOf(complete, year)),
    };
  }).map((task) => ({ ...task, frame: ofSets.length }));
}

/** Throws AtlasError `invalid-config` for an indicator whose values do not add up, such as a share. */
function checkAddsUp({ config, world }: MeasureRequest, indicator: string): void {
  const kind = world.indicators.get(indicator)?.kind;
  if (kind === undefined || kind === 'count' || kind === 'extensive') return;
  throw new AtlasError(
    'invalid-config',
    `"${indicator}" is of kind ${kind}, and such values do not add up over the members of a set; expected a count or an extensive indicator.`,
    { at: `measures.${config.id}.indicators` },
  );
}
