import type { JoinSummary } from '../geodata/join/summary.ts';
import { formatJoinSummary } from '../geodata/join/summary.ts';
import type { Diagnostic, DiagnosticCode, DiagnosticsReport, Severity } from '../geodata/model/diagnostic.ts';
import { lineRanges } from '../geodata/model/line-ranges.ts';
import { countOf } from '../geodata/model/counted-words.ts';

/** Remarks of one kind that are listed before the rest is only counted, by how much the reader asked to see. */
const LISTED_PER_CODE = {
  brief: { error: 10, warning: 0, info: 0 },
  normal: { error: 10, warning: 5, info: 0 },
  all: { error: Infinity, warning: Infinity, info: Infinity },
} as const satisfies Record<string, Record<Severity, number>>;

export type ReportDetail = keyof typeof LISTED_PER_CODE;

const severityLabel: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note' };

/** The report of a build for a terminal: a table of what was joined, then what is wrong, worst first. */
export function formatReport(
  result: { report: DiagnosticsReport; summaries: readonly JoinSummary[] },
  detail: ReportDetail = 'normal',
  wholeList = "'jiju check --all' lists every remark, with file and line.",
): string {
  const { report, summaries } = result;
  const lines: string[] = [];
  if (summaries.length > 0) lines.push('', formatJoinSummary([...summaries]).trimEnd());
  lines.push('', countLine(report));
  let spaced = true;
  let unlisted = 0;
  for (const severity of ['error', 'warning', 'info'] as const) {
    for (const [code, group] of groupByCode(report, severity)) {
      const listed = Math.min(group.length, LISTED_PER_CODE[detail][severity]);
      const count = report.byCode[code]?.count ?? group.length;
      if (listed > 0 || spaced) lines.push('');
      spaced = listed > 0;
      lines.push(
        `  ${severityLabel[severity]} ${code} (${count})  ${report.byCode[code]?.help ?? ''}`.trimEnd(),
      );
      for (const remark of group.slice(0, listed)) lines.push(`    ${describeRemark(remark)}`);
      if (group.length > listed && listed > 0) lines.push(`    … and ${group.length - listed} more`);
      unlisted += group.length - listed;
    }
  }
  if (unlisted > 0) lines.push('', wholeList);
  return lines.join('\n') + '\n\n';
}

/** One remark on one line: where, what, and what was probably meant. */
export function describeRemark(remark: Diagnostic): string {
  const { file, line, column, path } = remark.at;
  const place = [file ?? path, line, column].filter((part) => part !== undefined).join(':');
  const nearest = remark.nearest?.length ? ` Nearest: ${remark.nearest.join(', ')}.` : '';
  return `${place === '' ? '' : `${place}  `}${remark.message}${nearest}${describeLines(remark)}`;
}

/** Where a remark on several rows stands: " 713 rows: 117–232, 899–1010, …" */
const describeLines = ({ at: { lines }, count = 1 }: Diagnostic): string =>
  lines === undefined ? '' : ` ${countOf(count, 'rows')}: ${lineRanges(lines)}`;

function countLine({ counts }: DiagnosticsReport): string {
  const { error, warning, info } = counts;
  return [countOf(error, 'errors'), countOf(warning, 'warnings'), countOf(info, 'notes')].join(', ');
}

function groupByCode(report: DiagnosticsReport, severity: Severity): Map<DiagnosticCode, Diagnostic[]> {
  const groups = new Map<DiagnosticCode, Diagnostic[]>();
  for (const remark of report.diagnostics) {
    if (remark.severity !== severity) continue;
    const group = groups.get(remark.code);
    if (group === undefined) groups.set(remark.code, [remark]);
    else group.push(remark);
  }
  return groups;
}
