import type { NetworkEntry } from '../../geodata/model/catalog.ts';

/** The year that a map shows of a network unless it is told another: the latest; null where it has none. */
export const shownYear = ({ years }: NetworkEntry): number | null => years.at(-1) ?? null;
