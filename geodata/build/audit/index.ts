import type { Diagnostic } from '../../model/diagnostic.ts';
import { checkAdjacencyClaims } from './adjacency-claims.ts';
import type { AuditContext } from './audit-context.ts';
import { checkCapitalShareBound } from './capital-share-bound.ts';
import { checkGiniMaximum } from './gini-maximum.ts';
import { checkIdenticalSeries } from './identical-series.ts';
import { checkLabelledYear } from './labelled-year.ts';
import { checkPartExceedsWhole } from './part-exceeds-whole.ts';
import { checkQuotedPercentages } from './quoted-percentages.ts';
import { checkSharesOfHundred } from './shares-of-hundred.ts';
import { checkPrintedElsewhere } from './sources-differ.ts';
import { checkStraightLines } from './straight-lines.ts';

/** The checks on imported tables; docs/audit.md says what each of them finds. */
export const auditChecks: readonly ((context: AuditContext) => Diagnostic[])[] = [
  checkCapitalShareBound,
  checkGiniMaximum,
  checkPartExceedsWhole,
  checkStraightLines,
  checkIdenticalSeries,
  checkQuotedPercentages,
  checkPrintedElsewhere,
  checkLabelledYear,
  checkAdjacencyClaims,
  checkSharesOfHundred,
];
