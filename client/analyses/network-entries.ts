import type { Catalog, MeasureEntry } from '../../geodata/model/catalog.ts';

/** The entries of a measure about a network. */
export const networkEntries = ({ measures }: Catalog, network: string, measure: string): MeasureEntry[] =>
  measures.filter((entry) => entry.measure === measure && entry.indicators.includes(network));
