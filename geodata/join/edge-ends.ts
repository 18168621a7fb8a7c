import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { NamedRegion } from '../model/region.ts';
import type { RegionIndex } from './region-index.ts';
import { describeRegion } from './suggest-regions.ts';

type Match = ReturnType<RegionIndex['match']>;

/** What one cell of an edge list names. */
export type EdgeEnd =
  | { kind: 'region'; region: NamedRegion }
  | { kind: 'unmatched' | 'ambiguous' | 'outOfPeriod' | 'total' };

/** The cell an end was read from. */
export interface EndPlace {
  text: string;
  year: number | null;
  line: number;
  column: string;
}

/** Finds what a cell with a code or a name means, and remarks on it where that is not a region as it stands. */
export function findEdgeEnd(place: EndPlace, index: RegionIndex, remarks: DiagnosticList): EdgeEnd {
  const match = matchEnd(place.text.trim(), place.year, index);
  tellEnd(match, place, index.level, remarks);
  if (match.kind === 'region') return { kind: 'region', region: match.region };
  return { kind: match.kind === 'out-of-period' ? 'outOfPeriod' : match.kind };
}

/** A cell that is the code of a region means that region; else its text is looked for among names. */
function matchEnd(text: string, year: number | null, index: RegionIndex): Match {
  const byCode = index.match({ code: text, year });
  if (byCode.kind === 'region' && byCode.by === 'code') return byCode;
  const byName = index.match({ name: text, year });
  return byName.kind === 'unmatched' ? byCode : byName;
}

function tellEnd(
  match: Match,
  { text, year, line, column }: EndPlace,
  level: string,
  remarks: DiagnosticList,
): void {
  const at = { line, column, ...(year === null ? {} : { year }) };
  const found = text.trim();
  switch (match.kind) {
    case 'region':
      if (match.normalised === null) break;
      remarks.addOnce(match.by === 'alias' ? 'join/alias-used' : 'join/name-normalised', found, () => ({
        message:
          match.by === 'alias'
            ? `"${found}" is an alias of ${describeRegion(match.region)}.`
            : `"${found}" was read as ${describeRegion(match.region)}.`,
        at: { line, column, region: match.region.code },
        found,
      }));
      break;
    case 'total':
      remarks.addOnce('join/aggregate-row', found, () => ({
        message: `"${found}" is a total over regions; its links were left out.`,
        at,
        found,
      }));
      break;
    case 'ambiguous':
      remarks.addOnce('join/ambiguous-name', found, () => ({
        message: `"${found}" can be ${match.candidates.join(' or ')}; its links were left out.`,
        at,
        found,
        nearest: match.candidates,
      }));
      break;
    case 'out-of-period':
      remarks.addOnce('join/out-of-period', `${found} ${year}`, () => ({
        message: `"${found}" was not valid in ${year}; its links of that year were left out.`,
        at,
        found,
        nearest: match.nearest,
      }));
      break;
    case 'unmatched':
      remarks.addOnce('network/unknown-node', found, () => ({
        message:
          found === ''
            ? 'The row names no region at one of its ends; it was left out.'
            : `No region of level ${level} has the name or code "${found}"; its links were left out.`,
        at,
        found,
        nearest: match.nearest(),
      }));
  }
}
