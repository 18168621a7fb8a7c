import type { Plate } from '../plate/plate.ts';
import { scaleCircles, type CircleLooks, type CircleScale } from './circle-scale.ts';
import type { Size } from './home-padding.ts';

const looks: CircleLooks = {
  sized: ['count', 'extensive'],
  withoutValue: 2.5,
  withValue: 2.5,
  largest: { share: 0.085, most: 22 },
  alike: { share: 0.1, least: 2.2, most: 8 },
};

/** The scale of a plate's places on a map of some size. Circles keep their size while the map is zoomed. */
export const placeScale = (plate: Pick<Plate, 'shown' | 'coverage' | 'register'>, size: Size): CircleScale =>
  scaleCircles(plate, plate.register.code.length, size, looks);
