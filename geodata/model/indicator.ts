import type { LocalText } from './text.ts';

/**
 * extensive: adds up over regions (R&D expenditure); intensive: does not (expenditure per head);
 * count: extensive and whole (universities); ratio: a share or an index without unit.
 */
export type IndicatorKind = 'extensive' | 'intensive' | 'count' | 'ratio';

/** Whether values of a kind add up over regions. */
export const addsUp = (kind: IndicatorKind): boolean => kind === 'extensive' || kind === 'count';

/** How a value came to be. Anything but `measured` is marked wherever the value is shown. */
export type Quality = 'measured' | 'approx' | 'interpolated' | 'extrapolated' | 'suspect' | 'modelled';

/** A class by its name, where values are codes of classes and no amounts. */
export interface Category {
  value: number;
  name: LocalText;
}

/** One entry of the indicator registry. */
export interface Indicator {
  id: string;
  name: LocalText;
  description?: LocalText | undefined;
  unit: LocalText;
  /** Table values are multiplied by this to give `unit` (10 000 for a table printed in 万). */
  scale: number;
  kind: IndicatorKind;
  /** +1 where more is better, −1 where less is, for composite indices. */
  direction: 1 | -1;
  quality: Quality;
  /** What a region without a row means: nothing known, or (for complete lists) none there. */
  absent: 'missing' | 'zero';
  /** Codes of regions that a complete list does not cover: no data there, never zero. */
  uncovered: string[];
  /** Digits after the point on screen. */
  decimals: number;
  /** What each value stands for, ascending; left out where values are amounts. */
  categories?: Category[] | undefined;
  /** A theme that groups indicators in pickers. */
  theme: string;
}

/** A published work or body from which values were read. */
export interface Source {
  id: string;
  title: LocalText;
  /** Who published it. */
  publisher: LocalText;
  year: string;
  url?: string | undefined;
  licence: LocalText;
  /** Where it was read and what was done to it. */
  note?: LocalText | undefined;
}

/** One number about one region in one year. `year` is null where the table has no time. */
export interface Observation {
  region: number;
  indicator: string;
  year: number | null;
  value: number;
  quality: Quality;
  source: string;
}
