import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { RawTable } from '../model/table.ts';
import type { LocalText } from '../model/text.ts';
import { inBothLanguages } from '../model/text.ts';
import { parseNumber } from './parse-number.ts';
import type { RegionIndex } from './region-index.ts';
import { requireColumns } from './table-columns.ts';

/** A named list of regions out of two tables. */
export interface MemberList {
  id: string;
  name: LocalText;
  /** Class of the entry; empty where the atlas names no column for it. */
  class: string;
  /** Codes in the order of the table, or of the column with the order; each once. */
  members: string[];
}

export interface MemberListSpec {
  key: string;
  names: { zh: string; en: string };
  class?: string | undefined;
  members: { of: string; code: string; within?: string | undefined; position?: string | undefined };
}

/**
 * Reads the entries of one table and their members of another, found by code, name or alias. Members that are no
 * region or belong to no entry, and entries without members, are remarked on. A member smaller than the regions of the
 * level is told as such where its row names the region around it: the whole region would say too much.
 */
export function readMemberLists(
  entries: RawTable,
  members: RawTable,
  spec: MemberListSpec,
  index: RegionIndex,
): { lists: MemberList[]; diagnostics: Diagnostic[] } {
  const remarks = new DiagnosticList(entries.name);
  const lists = readEntries(entries, spec, remarks);
  const memberRemarks = new DiagnosticList(members.name);
  const found = readMembers(members, spec, index, new Map(lists.map(({ id }) => [id, []])), memberRemarks);
  for (const list of lists) {
    list.members = found.get(list.id) ?? [];
    if (list.members.length === 0)
      remarks.add('join/no-members', () => ({
        message: `No row of ${members.name} names a member of "${list.id}" (${list.name.zh}); it is not drawn.`,
        found: list.id,
      }));
  }
  return { lists, diagnostics: [...remarks.toArray(), ...memberRemarks.toArray()] };
}

function readEntries(table: RawTable, spec: MemberListSpec, remarks: DiagnosticList): MemberList[] {
  const { key, names } = spec;
  const wanted = [key, names.zh, names.en, ...(spec.class === undefined ? [] : [spec.class])];
  const columns = requireColumns(table, wanted, remarks);
  if (columns === null) return [];
  const lists = new Map<string, MemberList>();
  for (const { line, cells } of table.rows) {
    const text = (column: string): string => (cells[columns[column]!] ?? '').trim();
    const id = text(key);
    if (lists.has(id))
      remarks.add('join/duplicate-key', () => ({
        message: `A row above has the id "${id}"; this one was left out.`,
        at: { line, column: key },
        found: id,
      }));
    else
      lists.set(id, {
        id,
        name: { zh: text(names.zh) || text(names.en), en: text(names.en) || text(names.zh) },
        class: spec.class === undefined ? '' : text(spec.class),
        members: [],
      });
  }
  return [...lists.values()];
}

function readMembers(
  table: RawTable,
  { members: spec }: MemberListSpec,
  index: RegionIndex,
  entries: ReadonlyMap<string, string[]>,
  remarks: DiagnosticList,
): Map<string, string[]> {
  const optional = [spec.within, spec.position].filter((column) => column !== undefined);
  const wanted = [spec.of, spec.code, ...optional];
  const columns = requireColumns(table, wanted, remarks);
  const found = new Map<string, { code: string; order: number }[]>();
  if (columns === null) return new Map();
  for (const { line, cells } of table.rows) {
    const text = (column: string): string => (cells[columns[column]!] ?? '').trim();
    const [entry, named] = [text(spec.of), text(spec.code)];
    if (!entries.has(entry)) {
      remarks.addOnce('join/unmatched-row', `entry ${entry}`, () => ({
        message: `"${entry}" is none of the entries; its members were left out.`,
        at: { line, column: spec.of },
        found: entry,
        nearest: nearestWords(entry, entries.keys()),
      }));
      continue;
    }
    const byCode = index.match({ code: named });
    const match = byCode.kind === 'region' ? byCode : index.match({ name: named });
    if (match.kind !== 'region') {
      const whole = spec.within === undefined ? '' : text(spec.within);
      const around = index.match({ code: whole });
      if (whole !== '' && around.kind === 'region') {
        remarks.add('join/part-of-region', () => ({
          message: `"${named}" is a part of ${inBothLanguages(around.region.name)} (${whole}), not a region of level ${index.level}; "${entry}" is drawn and measured without it.`,
          at: { line, column: spec.code },
          found: named,
        }));
        continue;
      }
      remarks.add('join/unmatched-row', () => ({
        message: `"${named}" is not one region of level ${index.level}; "${entry}" goes without it.`,
        at: { line, column: spec.code },
        found: named,
        nearest:
          match.kind === 'ambiguous' ? match.candidates : match.kind === 'unmatched' ? match.nearest() : [],
      }));
      continue;
    }
    const order = spec.position === undefined ? line : parseNumber(text(spec.position));
    if (typeof order !== 'number') {
      remarks.add('table/not-a-number', () => ({
        message: `Found "${text(spec.position!)}", expected the place in the order; "${entry}" goes without it.`,
        at: { line, column: spec.position! },
        found: text(spec.position!),
      }));
      continue;
    }
    const own = found.get(entry) ?? [];
    if (!own.some(({ code }) => code === match.region.code)) own.push({ code: match.region.code, order });
    found.set(entry, own);
  }
  return new Map(
    [...found].map(([entry, own]) => [entry, own.sort((a, b) => a.order - b.order).map(({ code }) => code)]),
  );
}
