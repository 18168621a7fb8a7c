import { AtlasError } from '../model/atlas-error.ts';
import { nearestWords } from '../model/edit-distance.ts';
import * as catalogue from './catalogue.ts';
import type { Measure } from './measure.ts';

/** Every measure by id, in ascending order of ids. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  Object.values<Measure>(catalogue)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((measure) => [measure.id, measure]),
);

/** The measure of that id. Throws AtlasError `not-found` with the nearest ids. */
export function findMeasure(id: string): Measure {
  const measure = measures.get(id);
  if (measure !== undefined) return measure;
  const nearest = nearestWords(id, measures.keys());
  const hint = nearest.length === 0 ? '' : ` Did you mean ${nearest.join(' or ')}?`;
  throw new AtlasError(
    'not-found',
    `There is no measure "${id}".${hint} 'jiju measure --list' lists them all.`,
  );
}
