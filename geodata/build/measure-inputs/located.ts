import type { Frame } from '../frames.ts';
import type { Links } from '../measure-neighbours.ts';
import { codesOf, quantityOf } from '../measure-quantities.ts';
import type { MeasureRequest, MeasureTask } from '../measure-task.ts';
import { groupsOf, tasksByIndicator } from './one-year.ts';
import { required } from './required.ts';

export function locatedTasks(request: MeasureRequest): MeasureTask[] {
  const linksOf = linksByFrame(request);
  return tasksByIndicator(request, (codes, [values], frame) => ({ codes, values, ...linksOf(frame) }));
}

export function locatedPairTasks(request: MeasureRequest): MeasureTask[] {
  const linksOf = linksByFrame(request);
  return tasksByIndicator(request, (codes, [x, y], frame) => ({ codes, x, y, ...linksOf(frame) }), [
    quantityOf(required(request, 'second')),
  ]);
}

/** The classes are the groups of the entry; they have no year. */
export function locatedClassesTasks(request: MeasureRequest): MeasureTask[] {
  const linksOf = linksByFrame(request);
  const groupOf = groupsOf(request);
  return request.frames.map((frame) => ({
    input: {
      codes: codesOf(request, frame.positions),
      classes: frame.positions.map(groupOf),
      ...linksOf(frame),
    },
    params: {},
    subject: {
      region: frame.region,
      ...(frame.group === null ? {} : { group: frame.group }),
      indicator: request.config.id,
      year: null,
    },
    frame: frame.positions.length,
    flags: [],
    sources: [],
  }));
}

/** Neighbours are the same for every indicator and year of a frame. */
export function linksByFrame({ config, level, world }: MeasureRequest): (frame: Frame) => Links {
  const known = new Map<Frame, Links>();
  return (frame) => {
    const links = known.get(frame) ?? world.neighbours.among(level, frame.positions, config.neighbours);
    known.set(frame, links);
    return links;
  };
}
