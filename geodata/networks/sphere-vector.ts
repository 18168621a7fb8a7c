import type { Position } from '../model/geometry.ts';

/** A place on the unit sphere, or a direction. */
export type Vector = [x: number, y: number, z: number];

const RADIANS = Math.PI / 180;

export function toVector([longitude, latitude]: Position): Vector {
  const parallel = Math.cos(latitude * RADIANS);
  return [
    parallel * Math.cos(longitude * RADIANS),
    parallel * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ];
}

export const toPosition = ([x, y, z]: Vector): Position => [
  Math.atan2(y, x) / RADIANS,
  Math.atan2(z, Math.hypot(x, y)) / RADIANS,
];

/** s·a + t·b. */
export const combine = (a: Vector, s: number, b: Vector, t: number): Vector => [
  a[0] * s + b[0] * t,
  a[1] * s + b[1] * t,
  a[2] * s + b[2] * t,
];

export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
