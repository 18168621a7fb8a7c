import type { RawAnswer } from './raw-request.ts';

/** One thing that was looked at in a deployment. */
export interface Finding {
  /** What was looked at, in a few words. */
  title: string;
  /** A `problem` breaks clients; a `weakness` costs speed or safety. */
  verdict: 'ok' | 'weakness' | 'problem';
  /** What was found and what was expected; empty where all is well. */
  found: string;
  /** What to change, mostly in the proxy; empty where all is well. */
  advice: string;
}

/** What the checks have to go by. */
export interface Deployment {
  /** Address that was given, without a slash at the end. */
  address: string;
  /** A tileset, and the address of a tile that is not empty as its TileJSON gives it. */
  tileset: string;
  revision: string;
  /** Path of that tile below `/tiles/{tileset}/`, as zoom, column, row. */
  tile: string;
  ask: (
    path: string,
    headers?: Record<string, string>,
    method?: 'GET' | 'HEAD' | 'OPTIONS',
  ) => Promise<RawAnswer>;
}

/** Looks at one side of a deployment. */
export type Check = (deployment: Deployment) => Promise<Finding[]>;

/** A finding: well where `isWell`, else of the given verdict. */
export const finding = (
  title: string,
  isWell: boolean,
  otherwise: { verdict?: 'weakness' | 'problem'; found: string; advice: string },
): Finding =>
  isWell
    ? { title, verdict: 'ok', found: '', advice: '' }
    : { title, verdict: otherwise.verdict ?? 'problem', found: otherwise.found, advice: otherwise.advice };

/** A header as it stands in a message. */
export const shown = (value: string | undefined): string => (value === undefined ? 'none' : `"${value}"`);
