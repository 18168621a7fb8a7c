import type { FormUnit } from './form-layout.ts';

/** Directions of the arrow keys: right, and down. */
export const directions: Record<string, [across: number, down: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** The nearest unit in a direction, where those straight ahead count as nearer; null at the edge. */
export function nextUnit(
  units: readonly FormUnit[],
  here: FormUnit,
  [across, down]: [number, number],
): FormUnit | null {
  let best: FormUnit | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const unit of units) {
    const [dx, dy] = [unit.x - here.x, unit.y - here.y];
    const ahead = dx * across + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * across);
    if (ahead <= 0.5 || aside > 2 * ahead) continue;
    if (ahead + 2 * aside < least) {
      least = ahead + 2 * aside;
      best = unit;
    }
  }
  return best;
}
