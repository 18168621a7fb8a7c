import type { LocalText } from '../model/text.ts';
import type { RawTable } from '../model/table.ts';
import type { MeasureConfig } from './measure-config.ts';

/** A named set of regions; sets may overlap, as agglomerations do. */
export interface MemberSet {
  id: string;
  name: LocalText;
  members: readonly string[];
}

/** The sets that a table of members lists, in the order of the table, named by a table of names. */
export function memberSetsOf(
  config: NonNullable<MeasureConfig['sets']>,
  table: RawTable,
  names: RawTable | null,
): MemberSet[] {
  const members = new Map<string, string[]>();
  const position = (column: string, within: RawTable): number => within.columns.indexOf(column);
  for (const { cells } of table.rows) {
    const [set = '', code = ''] = [cells[position(config.set, table)], cells[position(config.code, table)]];
    const known = members.get(set);
    if (known === undefined) members.set(set, [code]);
    else known.push(code);
  }
  const nameOf = (id: string): LocalText => {
    const columns = config.names;
    if (names === null || columns === undefined) return { zh: id, en: id };
    const row = names.rows.find(({ cells }) => cells[position(columns.id, names)] === id);
    const text = (column: string): string => row?.cells[position(column, names)] ?? id;
    return { zh: text(columns.zh), en: text(columns.en) };
  };
  return [...members].map(([id, codes]) => ({ id, name: nameOf(id), members: codes }));
}
