import type { Placement } from '../model/gazetteer.ts';
import type { RecordRoles } from '../model/roles.ts';
import { findYear } from './infer-columns.ts';

/** Some records of a file: cells are texts, or lists of texts or objects where the format has lists. */
export interface RecordSample {
  file: string;
  columns: readonly string[];
  rows: readonly (readonly unknown[])[];
}

/** Regions that addresses can be placed in, or where `atlas` is null the folder's own, which are known by their names. */
export interface AddressBook {
  atlas: string | null;
  level: string;
  place: (address: string) => Placement;
}

/** Less than this of the texts placed, and they are no addresses. */
const ENOUGH = 0.4;

/** Less than this of the records with several applicants, and nothing could be linked. */
const SEVERAL = 0.02;

const separators = [';', '；', '|', '\n', '、', null] as const;

const recordHeading =
  /^(id|doi|no\.?|number)$|申请号|公开号|公告号|专利号|登记号|项目号|编号|application|publication|patent|record|paper|project/i;
const nameHeading = /^(applicant|申请人|专利权人|权利人|author|作者|name|名称|机构|单位)/i;
const kindOfDocument = /^[A-Z]{2}\d{5,}[A-Z]\d?$/;

/** Characters that hardly any address is shorter than. */
const SHORT = 6;

/** Whether some column has texts that are long enough for addresses, or lists: cheaper than to place them. */
export const mayHoldAddresses = ({ columns, rows }: RecordSample): boolean =>
  [...columns.keys()].some((position) => {
    const long = rows.filter((row) => {
      const cell = row[position];
      return Array.isArray(cell) || (/\p{L}/u.test(textOf(cell)) && textOf(cell).length >= SHORT);
    });
    return long.length >= ENOUGH * rows.length && long.length > 0;
  });

/**
 * Guesses whether a file holds records with several applicants whose addresses can be placed: a column of addresses, many
 * in a row or many rows to a number. Null where it does not.
 */
export function inferRecords(sample: RecordSample, books: readonly AddressBook[]): RecordRoles | null {
  const fits = books.flatMap((book) =>
    [...sample.columns.keys()].flatMap((position) => fitColumn(sample, position, book)),
  );
  const best = fits
    .filter(({ share }) => share >= ENOUGH)
    .toSorted((a, b) => b.several - a.several || b.share - a.share)[0];
  if (best === undefined) return null;

  const isShared = best.several >= SEVERAL;
  const record = findRecord(sample, best.position, !isShared);
  if (record === null) return null;
  const taken = new Set([best.position, record]);
  const texts = sample.rows.map((row) => row.map(textOf));
  const date = findYear(sample.columns, texts, taken);
  const name = isShared
    ? undefined
    : sample.columns.find((column, position) => !taken.has(position) && nameHeading.test(column.trim()));
  const ids = filled(texts.map((cells) => cells[record] ?? ''));
  return {
    file: sample.file,
    atlas: best.book.atlas,
    level: best.book.level,
    sampled: best.sampled,
    placed: best.placed,
    record: sample.columns[record] ?? '',
    stripKind: ids.filter((id) => kindOfDocument.test(id)).length > 0.8 * ids.length,
    date: date === null ? null : (sample.columns[date] ?? null),
    applicants: {
      column: sample.columns[best.position] ?? '',
      ...(isShared ? best.shape : {}),
      ...(name === undefined ? {} : { name }),
      ...(best.book.atlas === null ? { kind: 'city' } : {}),
    },
  };
}

/** How the addresses of one record stand in its cell. */
type Shape = { separator?: string; list?: true; field?: string };

interface AddressFit {
  book: AddressBook;
  position: number;
  shape: Shape;
  sampled: number;
  placed: number;
  share: number;
  /** Share of the rows with more than one address. */
  several: number;
}

function fitColumn({ rows }: RecordSample, position: number, book: AddressBook): AddressFit[] {
  const cells = rows.map((row) => row[position]);
  return shapesOf(cells).map((shape) => {
    const lists = cells.map((cell) => addressesOf(cell, shape));
    const addresses = lists.flat();
    const placed = addresses.filter((address) => 'code' in book.place(address)).length;
    return {
      book,
      position,
      shape,
      sampled: addresses.length,
      placed,
      share: addresses.length === 0 ? 0 : placed / addresses.length,
      several: lists.filter(({ length }) => length > 1).length / Math.max(1, rows.length),
    };
  });
}

function shapesOf(cells: readonly unknown[]): Shape[] {
  const list = cells.find((cell) => Array.isArray(cell) && cell.length > 0) as unknown[] | undefined;
  if (list === undefined) {
    const texts = cells.map(textOf);
    if (!texts.some((text) => /\p{L}/u.test(text))) return [];
    return separators
      .filter((separator) => separator === null || texts.some((text) => text.includes(separator)))
      .map((separator) => (separator === null ? {} : { separator }));
  }
  const [first] = list;
  if (typeof first === 'string') return [{ list: true }];
  return typeof first === 'object' && first !== null
    ? Object.keys(first).map((field) => ({ list: true, field }))
    : [];
}

function addressesOf(cell: unknown, { separator, list, field }: Shape): string[] {
  if (list === undefined) {
    const text = textOf(cell);
    return filled(separator === undefined ? [text] : text.split(separator));
  }
  if (!Array.isArray(cell)) return [];
  return filled(
    cell.map((entry: unknown) =>
      textOf(field === undefined ? entry : (entry as Record<string, unknown> | null)?.[field]),
    ),
  );
}

/** The column with the number of the record: one that repeats where each applicant has a row, else one that does not. */
function findRecord({ columns, rows }: RecordSample, except: number, repeats: boolean): number | null {
  const fitting = [...columns.keys()].filter((position) => {
    const values = filled(rows.map((row) => textOf(row[position])));
    const distinct = new Set(values).size;
    return (
      position !== except &&
      values.length > 0.9 * rows.length &&
      (repeats ? distinct < (1 - SEVERAL) * values.length : distinct > 0.5 * values.length)
    );
  });
  const named = fitting.find((position) => recordHeading.test((columns[position] ?? '').trim()));
  // Much repeats without being a number of records: a year, a class.
  return named ?? (repeats ? null : (fitting[0] ?? null));
}

const textOf = (cell: unknown): string =>
  typeof cell === 'string' ? cell : typeof cell === 'number' ? String(cell) : '';

const filled = (texts: readonly string[]): string[] =>
  texts.map((text) => text.trim()).filter((text) => text !== '');
