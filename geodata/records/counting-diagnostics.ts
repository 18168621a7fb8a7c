import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeCounts, UnplacedText } from './count-edges.ts';
import { outcomes, type PlacementOutcome } from './placement-outcome.ts';

const codes: Record<Exclude<PlacementOutcome, 'placed'>, DiagnosticCode> = {
  ambiguous: 'records/ambiguous-address',
  foreign: 'records/foreign-address',
  'no-known-name': 'records/unresolved-address',
  'too-coarse': 'records/unresolved-address',
  organisation: 'records/unresolved-address',
  contradiction: 'records/unresolved-address',
  'out-of-period': 'records/unresolved-address',
  'needs-context': 'records/unresolved-address',
  empty: 'records/unresolved-address',
};

const meanings: Record<Exclude<PlacementOutcome, 'placed'>, string> = {
  ambiguous: 'can lie in several regions',
  foreign: 'lies in another country',
  'no-known-name': 'has no name that is known',
  'too-coarse': 'names the larger region only',
  organisation: 'names an organisation and no place',
  contradiction: 'names places that exclude one another',
  'out-of-period': 'has a name that was not valid in that year',
  'needs-context': 'has a name too general to stand alone',
  empty: 'is empty',
};

/** The remarks on a file of records: every reason with its count, and its most frequent texts one by one. */
export function countingDiagnostics(counts: EdgeCounts, file: string): Diagnostic[] {
  const at = { file };
  const remarks: Diagnostic[] = [];
  if (counts.nameless > 0)
    remarks.push(
      diagnostic('records/missing-id', `Rows without an id, left out: ${counts.nameless}.`, {
        at,
        count: counts.nameless,
      }),
    );
  for (const { text, mentions } of counts.invalidDates)
    remarks.push(
      diagnostic('records/invalid-date', `"${text}" is no date (rows: ${mentions}).`, {
        at,
        found: text,
        count: mentions,
      }),
    );
  if (counts.republished > 0)
    remarks.push(
      diagnostic(
        'records/repeated-publication',
        `${counts.laterPublications} later publications of ${counts.republished} records were not counted again.`,
        { at, count: counts.laterPublications },
      ),
    );
  remarks.push(...counts.outcomes.flatMap((each) => describeOutcome(each, counts.unplaced, at)));
  if (counts.edges === 0)
    remarks.push(
      diagnostic(
        'records/no-links',
        `None of ${counts.records} records has applicants in two regions (within a year that is known).`,
        { at },
      ),
    );
  return remarks;
}

function describeOutcome(
  { outcome, applicants, texts }: EdgeCounts['outcomes'][number],
  unplaced: readonly UnplacedText[],
  at: { file: string },
): Diagnostic[] {
  const name = outcomes[outcome];
  if (name === undefined || name === 'placed') return [];
  const listed = unplaced.filter((each) => each.outcome === outcome);
  const rest = texts - listed.length;
  const remarks = listed.map(({ text, mentions, candidates }) =>
    diagnostic(codes[name], `"${text}" ${meanings[name]} (applicants: ${mentions}).`, {
      at,
      found: text,
      count: mentions,
      ...(candidates === null ? {} : { nearest: candidates.split(' ') }),
    }),
  );
  if (rest > 0) {
    const count = applicants - listed.reduce((sum, { mentions }) => sum + mentions, 0);
    remarks.push(
      diagnostic(codes[name], `${rest} more texts: each ${meanings[name]} (applicants: ${count}).`, {
        at,
        count,
      }),
    );
  }
  return remarks;
}
