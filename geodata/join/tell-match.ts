import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Alias } from '../model/region.ts';
import type { RawRow } from '../model/table.ts';
import { yearOf } from './observation-set.ts';
import type { MatchedRegion, RegionMatch } from './region-match.ts';
import { describeRegion } from './suggest-regions.ts';
import type { TablePlan } from './table-plan.ts';

/** The row a match was made for. */
export interface MatchPlace {
  row: RawRow;
  plan: TablePlan;
  year: number | null;
  level: string;
}

/** Remarks on what a row was matched to; nothing where it was matched by its code or name as they stand. */
export function tellMatch(
  match: RegionMatch,
  { row, plan, year, level }: MatchPlace,
  remarks: DiagnosticList,
): void {
  const name = (row.cells[plan.name] ?? '').trim();
  const found = name === '' ? (row.cells[plan.key] ?? '').trim() : name;
  const at = { line: row.line };
  switch (match.kind) {
    case 'region':
      if (match.normalised !== null || match.conflict || match.otherParent)
        tellRegion(match, { found: match.normalised ?? found, code: row.cells[plan.key] ?? '' }, at, remarks);
      break;
    case 'total':
      remarks.addOnce('join/aggregate-row', match.name, () => ({
        message: `"${match.name}" is a total; its values are kept as totals.`,
        at: { line: row.line },
        found,
      }));
      break;
    case 'ambiguous':
      remarks.addOnce(
        'join/ambiguous-name',
        found,
        () => ({
          message: `"${found}" can be ${match.candidates.join(' or ')}; the row was not joined.`,
          at,
          found,
          nearest: match.candidates,
        }),
        row.line,
      );
      break;
    case 'out-of-period':
      remarks.add('join/out-of-period', () => ({
        message: `"${match.alias.alias}" was valid ${describePeriod(match.alias)}, not in ${year}; the row was not joined.`,
        at: { ...at, ...yearOf(year) },
        found,
        nearest: match.nearest,
      }));
      break;
    case 'unmatched':
      remarks.addOnce(
        'join/unmatched-row',
        found,
        () => ({
          message:
            found === ''
              ? 'The row names no region; it was not joined.'
              : match.besides === undefined
                ? `No region of level ${level} has the name or code "${found}"; the row was not joined.`
                : `"${found}" resembles ${describeRegion(match.besides)}, which has a row of its own; the row was not joined. If it is a sum over regions, list it under totals.`,
          at,
          found,
          nearest: match.nearest(),
        }),
        row.line,
      );
  }
}

function tellRegion(
  match: MatchedRegion,
  { found, code }: { found: string; code: string },
  at: { line: number; year?: number },
  remarks: DiagnosticList,
): void {
  const { region, by, normalised, conflict, otherParent } = match;
  const place = { line: at.line, region: region.code };
  const target = describeRegion(region);
  if (by === 'alias')
    remarks.addOnce('join/alias-used', found, () => ({
      message: `"${found}" is an alias of ${target}.`,
      at: place,
      found,
    }));
  else if (normalised !== null)
    remarks.addOnce('join/name-normalised', normalised, () => ({
      message: `"${normalised}" was read as ${target}.`,
      at: place,
      found: normalised,
    }));
  if (conflict !== undefined)
    remarks.addOnce(
      conflict.nameOf === null ? 'join/unknown-code' : 'join/code-name-conflict',
      `${found} ${region.code}`,
      () => ({
        message:
          conflict.nameOf === null
            ? `The code "${code}" is not known; the row was joined to ${target} by its name.`
            : `The code is that of ${target}, the name that of ${describeRegion(conflict.nameOf)}; the code was used.`,
        at: place,
        found,
      }),
    );
  if (otherParent !== undefined)
    remarks.addOnce('join/parent-conflict', `${found} ${otherParent.code}`, () => ({
      message: `The row puts ${target} in ${describeRegion(otherParent)}, where it does not lie.`,
      at: place,
      found,
    }));
}

function describePeriod({ validFrom, validTo }: Alias): string {
  if (validFrom === null) return `until ${validTo}`;
  return validTo === null ? `from ${validFrom}` : `from ${validFrom} to ${validTo}`;
}
