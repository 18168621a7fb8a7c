import { explainNoDegrees } from '../../model/degrees.ts';
import type { Position } from '../../model/geometry.ts';
import { JsonProblem } from './json-scanner.ts';

/** What to do with a feature that cannot be drawn as it is: leave it out, keep what is right of it, or stop. */
export type OnInvalid = 'skip' | 'repair' | 'abort';

/** A feature that was not read as it is. */
export interface InvalidFeature {
  byteOffset: number;
  message: string;
  /** A position of it that is no place on earth, where most of its positions are none. */
  position?: Position;
}

/** The same, and whether anything was kept of the feature. */
export interface RemarkedFeature extends InvalidFeature {
  isLeftOut: boolean;
}

/** Collects what was wrong with features. */
export class InvalidFeatures {
  readonly found: RemarkedFeature[] = [];
  readonly onInvalid: OnInvalid;

  constructor(onInvalid: OnInvalid) {
    this.onInvalid = onInvalid;
  }

  /** Notes what was wrong and is repaired; stops where nothing may be. */
  remark(invalid: InvalidFeature, isLeftOut = false): void {
    const { message, byteOffset, position } = invalid;
    if (this.onInvalid === 'abort') {
      throw new JsonProblem(position ? `${message}: ${explainNoDegrees(position)}` : message, byteOffset);
    }
    this.found.push({ ...invalid, isLeftOut });
  }
}
