import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Position } from '../model/geometry.ts';
import { distanceKm } from '../networks/distance.ts';
import { findNeighbours } from '../sources/neighbours.ts';
import type { CompiledLevel } from './levels.ts';
import { areasOf } from './levels.ts';
import type { MeasureConfig } from './measure-config.ts';

/** Neighbours in the JSON form of measures of association. */
export interface Links {
  links: [string, string][];
  directed: boolean;
}

/** Which regions of a level are neighbours; borders are compared once a level. */
export class LevelNeighbours {
  readonly #borders = new Map<string, [number, number][]>();
  /** By level of points, how many of the nearest took the place of borders. */
  readonly #withoutBorders = new Map<string, number>();

  /**
   * Links between the regions at these positions. Borders must come from one topology; the k nearest (by great circle
   * between the points of the regions, ties by code) are directed, and lie among the same positions.
   */
  among(
    level: CompiledLevel,
    positions: readonly number[],
    { rule, k, islands }: MeasureConfig['neighbours'],
  ): Links {
    const codeOf = (position: number): string => level.regions[position]!.code;
    if (level.isOfPoints && rule === 'border') this.#withoutBorders.set(level.config.id, k);
    if (rule === 'nearest' || level.isOfPoints) {
      const links = positions.flatMap((position) =>
        nearest(level, positions, position, k).map((other): [string, string] => [
          codeOf(position),
          codeOf(other),
        ]),
      );
      return { links, directed: true };
    }
    const inside = new Set(positions);
    const pairs = this.#bordersOf(level).filter(([a, b]) => inside.has(a) && inside.has(b));
    const joined = new Set(pairs.flat());
    const attached =
      islands === 'keep'
        ? []
        : positions
            .filter((position) => !joined.has(position))
            .flatMap((position) =>
              nearest(level, positions, position, 1).map((other): [number, number] => [position, other]),
            );
    return { links: [...pairs, ...attached].map(([a, b]) => [codeOf(a), codeOf(b)]), directed: false };
  }

  /** What became of neighbours by border where there are no borders. */
  remarks(): Diagnostic[] {
    return [...this.#withoutBorders].map(([level, k]) =>
      diagnostic(
        'measure/nearest-neighbours',
        `The regions of the level ${level} are points; the ${k} nearest of each are its neighbours.`,
        { at: { path: `levels.${level}` } },
      ),
    );
  }

  /** Whether two regions share a part of their border. */
  areNeighbours(level: CompiledLevel, a: string, b: string): boolean {
    const codeOf = (position: number): string => level.regions[position]!.code;
    return this.#bordersOf(level).some(
      ([one, other]) =>
        (codeOf(one) === a && codeOf(other) === b) || (codeOf(one) === b && codeOf(other) === a),
    );
  }

  #bordersOf(level: CompiledLevel): [number, number][] {
    const known = this.#borders.get(level.config.id);
    if (known !== undefined) return known;
    const found = findNeighbours(areasOf(level).map((geometry) => ({ geometry, properties: {} })));
    this.#borders.set(level.config.id, found);
    return found;
  }
}

function nearest(level: CompiledLevel, positions: readonly number[], from: number, k: number): number[] {
  const pointOf = (position: number): Position => level.regions[position]!.point;
  return positions
    .filter((position) => position !== from)
    .map((position) => ({ position, km: distanceKm(pointOf(from), pointOf(position)) }))
    .sort((a, b) => a.km - b.km || a.position - b.position)
    .slice(0, k)
    .map(({ position }) => position);
}
