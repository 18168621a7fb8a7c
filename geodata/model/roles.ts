import type { Quality } from './indicator.ts';

/** What the columns of a table appear to be, guessed from their content. */
export interface TableRoles {
  file: string;
  /** Object of a boundary file whose properties are the table. */
  sheet?: string;
  /** Atlas that has the level; null where a boundary file of the same folder draws it. */
  atlas: string | null;
  level: string;
  rows: number;
  /** Rows whose region was found. */
  matched: number;
  key: string | null;
  name: string | null;
  parent: string | null;
  year: string | null;
  /** Column, and what its words stand for where they are its own. */
  quality: string | { column: string; means: Record<string, Quality> } | null;
  /** Long tables: the columns that name an indicator together, those with values (one of each year), and what is named. */
  long: { indicator: string[]; values: ValueRole[]; indicators: { name: string; unit: string }[] } | null;
  /** Wide tables: columns of numbers. */
  values: ValueRole[];
}

/** What the columns of a list of links appear to be, guessed from their content. */
export interface EdgeRoles {
  file: string;
  /** Atlas that has the level; null where a boundary file of the same folder draws it. */
  atlas: string | null;
  level: string;
  rows: number;
  /** Rows with two different regions, as far as a sample tells. */
  matched: number;
  from: string;
  to: string;
  year: string | null;
  weight: ValueRole;
  /** Whether some pair stands in both orders. */
  directed: boolean;
}

/** What the columns of a file of records with several applicants appear to be, guessed from a sample. */
export interface RecordRoles {
  file: string;
  /** Atlas whose gazetteer found the addresses; null where the cells have names of the folder's own regions. */
  atlas: string | null;
  level: string;
  /** Addresses looked at, and how many of them were placed. */
  sampled: number;
  placed: number;
  record: string;
  /** Whether the numbers of the records end in the kind of document. */
  stripKind: boolean;
  date: string | null;
  /** Without separator and list, each applicant has a row. */
  applicants: {
    column: string;
    separator?: string;
    list?: true;
    field?: string;
    name?: string;
    kind?: 'city';
  };
}

/** A column of numbers. */
export interface ValueRole {
  column: string;
  /** Heading without its year and unit. */
  name: string;
  unit: string;
  /** Year in the heading, where the years stand side by side. */
  year: number | null;
  /** Digits after the point in most cells. */
  decimals: number;
}

/** What the columns of a table that says where its places are appear to be. */
export interface PlaceRoles {
  file: string;
  level: string;
  rows: number;
  /** Rows that are about a place on the map, and how many places there are. */
  placed: number;
  places: number;
  key: string;
  names: { zh: string | null; en: string | null };
  longitude: string;
  latitude: string;
  /** The level whose areas lie below the places, of the folder where `atlas` is null; null where none holds them. */
  ground: { atlas: string | null; level: string } | null;
  /** Why no boundaries were taken instead, in words; empty where none were known. */
  instead: string;
}

/** What the properties of a boundary file appear to be. */
export interface BoundaryRoles {
  file: string;
  /** Object of the file, where it holds several sets of boundaries. */
  object: string | null;
  level: string;
  regions: number;
  key: string;
  names: { zh: string | null; en: string | null };
  /** Level of the folder whose codes these codes begin with. */
  parent: string | null;
  /** The level whose areas lie below regions that are points, as of places; left out where they are areas. */
  ground?: PlaceRoles['ground'];
}
