import type { Catalog, RegionRegister } from '../../geodata/model/catalog.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { OverlayId } from '../state/view-state.ts';

/** Where the name of a group of regions stands. */
export interface GroupPoint {
  name: LocalText;
  longitude: number;
  latitude: number;
  /** How many members it has; larger groups are named first. */
  members: number;
}

/** The sets of groups that an overlay draws. */
export const groupSets = (catalog: Catalog, overlays: readonly OverlayId[]) => [
  ...(overlays.includes('agglomerations') ? (catalog.agglomerations ?? []) : []),
  ...(overlays.includes('corridors') ? (catalog.corridors ?? []) : []),
];

/**
 * One point per group, in the middle of its members. Areas and lines are cut by tiles, and a name placed on each piece
 * would be written several times.
 */
export function groupPoints(
  catalog: Catalog,
  overlays: readonly OverlayId[],
  registers: readonly RegionRegister[],
): GroupPoint[] {
  return groupSets(catalog, overlays).flatMap(({ level, entries }) => {
    const register = registers.find((candidate) => candidate.level === level);
    if (register === undefined) return [];
    return entries.flatMap(({ name, members }) => {
      const points = members.flatMap((code) => {
        const point = register.point[register.code.indexOf(code)];
        return point === undefined ? [] : [point];
      });
      if (points.length === 0) return [];
      const mean = (axis: 0 | 1): number =>
        points.reduce((sum, point) => sum + point[axis], 0) / points.length;
      return [{ name, longitude: mean(0), latitude: mean(1), members: points.length }];
    });
  });
}
