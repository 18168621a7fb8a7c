import type { Diagnostic, DiagnosticsReport, Severity } from './diagnostic.ts';
import { diagnosticCodes } from './diagnostic.ts';
import { diagnosticTitles } from './diagnostic-titles.ts';

const severityOrder: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/**
 * The report of a build: severities as `onInvalid` of atlas.yaml has them, counts by code, and the remarks in an order
 * that does not depend on the order in which they were found (severity, file, line, code, column, message).
 * A remark that stands for several places counts as many.
 */
export function reportDiagnostics(
  diagnostics: readonly Diagnostic[],
  onInvalid: Readonly<Record<string, Severity>> = {},
): DiagnosticsReport {
  const judged = diagnostics.map((each) => ({ ...each, severity: onInvalid[each.code] ?? each.severity }));
  judged.sort(compareDiagnostics);

  const counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const byCode: DiagnosticsReport['byCode'] = {};
  for (const { code, severity, count = 1 } of judged) {
    counts[severity] += count;
    const entry = byCode[code];
    if (entry === undefined)
      byCode[code] = { count, severity, title: diagnosticTitles[code], help: diagnosticCodes[code].help };
    else entry.count += count;
  }
  return { counts, byCode, diagnostics: judged };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    severityOrder[a.severity] - severityOrder[b.severity] ||
    compareText(a.at.file ?? '', b.at.file ?? '') ||
    (a.at.line ?? 0) - (b.at.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.at.column ?? '', b.at.column ?? '') ||
    compareText(a.at.path ?? '', b.at.path ?? '') ||
    compareText(a.message, b.message)
  );
}

/** Order of code units: the same on every machine, whatever its language. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
