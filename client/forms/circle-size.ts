import { scaleCircles, type CircleLooks, type CircleScale } from '../map/circle-scale.ts';
import type { Size } from '../map/home-padding.ts';
import type { Plate } from '../plate/plate.ts';

/** Only counts are shown by size. */
const looks: CircleLooks = {
  sized: ['count'],
  withoutValue: 2,
  withValue: 2.5,
  largest: { share: 0.125, most: Infinity },
  alike: { share: 0.21, least: 4, most: Infinity },
};

/** The scale of a plate's circles in place of its regions. */
export const circleScale = (plate: Plate, size: Size): CircleScale =>
  scaleCircles(plate, plate.frame.length, size, looks);
