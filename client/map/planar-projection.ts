import { equalAreaSquare, type EqualAreaPlane } from '../../geodata/model/equal-area-plane.ts';

/** The name of a plane in a style. */
export const projectionName = ({ south, north, meridian, corner, sideKm }: EqualAreaPlane): string =>
  `equal-area:${[south, north, meridian, ...corner, sideKm].join('_')}`;

/** Converts as MapLibre has it: metres east and north of the upper left corner of the plane's square. */
export function planarProjection(plane: EqualAreaPlane) {
  const { toSquare, fromSquare } = equalAreaSquare(plane);
  const side = plane.sideKm * 1000;
  return {
    forward: ([longitude, latitude]: number[]): number[] => {
      const [x, y] = toSquare([longitude!, latitude!]);
      return [x * side, -y * side];
    },
    inverse: ([x, y]: number[]): number[] => fromSquare([x! / side, -y! / side]),
  };
}
