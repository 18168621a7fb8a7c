import { requireColumns } from '../join/table-columns.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { RawTable } from '../model/table.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { MeasureConfig } from './measure-config.ts';
import type { EntryTables } from './measure-task.ts';
import { memberSetsOf } from './member-sets.ts';

/** Reads the tables that an entry under `measures` names, and tells of columns that are not there. */
export async function readEntryTables(
  config: MeasureConfig,
  files: AtlasFiles,
): Promise<{ tables: EntryTables; diagnostics: Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const read = async (file: string, columns: (string | undefined)[]): Promise<RawTable> => {
    const { table, diagnostics: remarks } = await readTable(await files.read(file), file);
    const list = new DiagnosticList(file);
    requireColumns(
      table,
      columns.filter((column) => column !== undefined),
      list,
    );
    diagnostics.push(...remarks, ...list.toArray());
    return table;
  };
  const { table, sets } = config;
  const things =
    table === undefined
      ? null
      : await read(table.file, [table.by, table.value, table.whole, table.exact?.column]);
  if (sets === undefined) return { tables: { things, sets: null }, diagnostics };
  const { names } = sets;
  const members = await read(sets.file, [sets.set, sets.code]);
  const named = names === undefined ? null : await read(names.file, [names.id, names.zh, names.en]);
  return { tables: { things, sets: memberSetsOf(sets, members, named) }, diagnostics };
}
