/** How the applicants of one record stand in a file. */
export type ApplicantRows =
  /** One row per applicant; rows with the same id are one record. */
  | { kind: 'row' }
  /** One row per record; the applicants are a list in one column. `field` names the part of each that is wanted. */
  | { kind: 'list'; field?: string }
  /** One row per record; the applicants stand in one text, divided by a separator. */
  | { kind: 'text'; separator: string };

/** Which columns of a file say what. */
export interface RecordMapping {
  /** Number of the record: an application, a paper, a project. */
  id: string;
  /** Date of filing or publication; without it there is one network over all records. */
  date?: string;
  /** Where an applicant is: an address, the name of a city, or a code of the level. */
  place: { column: string; kind: 'address' | 'city' | 'code' };
  applicants: ApplicantRows;
  /** Name or number of the applicant, where rows of one applicant can repeat. */
  applicant?: string;
  /** Number of the publication, where one record has several. */
  publication?: string;
  /** Takes the kind of document off the id: CN101234567A and CN101234567B are one application. */
  stripKind?: boolean;
}

/**
 * What a record with applicants in the set D of regions adds to each pair of D: `full` 1; `newman` 1/(|D|−1), so that the
 * strength of a region is its number of shared records; `fractional` 2/(|D|(|D|−1)), so that each record adds 1 in all;
 * `applicant_pairs` the number of pairs of applicants. (Newman 2001, Phys. Rev. E 64, 016132 for the second.)
 */
export type CountingRule = 'full' | 'newman' | 'fractional' | 'applicant_pairs';

export const countingRules: readonly CountingRule[] = ['full', 'newman', 'fractional', 'applicant_pairs'];

/** Records that one network is made of: those of a year, of some years up to a year, or all. */
export type CountingWindow = { kind: 'year' } | { kind: 'moving'; years: number } | { kind: 'all' };
