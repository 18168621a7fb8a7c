import type { NetworkEntry } from '../../geodata/model/catalog.ts';

/** Pixels of a link: its ink grows with the square root of its weight, so that it does not outgrow its meaning. */
export const linkWidth = (weight: number, strongest: number): number =>
  THINNEST_LINK + LINK_GROWTH * Math.sqrt(weight / (strongest > 0 ? strongest : 1));

export const THINNEST_LINK = 0.4;
export const LINK_GROWTH = 5;

/** The year that a map shows of a network unless it is told another: the latest; null where it has none. */
export const shownYear = ({ years }: NetworkEntry): number | null => years.at(-1) ?? null;
