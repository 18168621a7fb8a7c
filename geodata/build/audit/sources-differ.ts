import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { cellReader, levelOf, seriesOf, stepOf } from './audit-context.ts';

/** Share by which a value may be off that is printed with "about". */
const ABOUT = 0.05;

/**
 * L8 and L12: what other publications print, held against the tables. Different values are told; equal ones too where
 * the publication qualifies the number and the table does not.
 */
export function checkPrintedElsewhere(context: AuditContext): Diagnostic[] {
  const { printed, config } = context;
  if (printed === null || config.printed === undefined) return [];
  const level = levelOf(context, config.printed.level);
  const cell = cellReader(printed);
  return printed.rows.flatMap(({ line, cells }) => {
    const [code, indicator] = [cell(cells, 'code'), cell(cells, 'indicator')];
    const [year, value] = [Number(cell(cells, 'year')), Number(cell(cells, 'value'))];
    const position = level.regions.findIndex((region) => region.code === code);
    const column = seriesOf(context, level.config.id, indicator).find((each) => each.year === year);
    const ours = column?.values[position];
    if (column === undefined || ours == null) return [];
    const qualifier = cell(cells, 'qualifier');
    const decimals = cell(cells, 'value').split('.')[1]?.length ?? 0;
    const half = Math.max(10 ** -decimals, stepOf(context.indicators.get(indicator)!)) / 2 + 1e-9;
    const at = { file: printed.name, line, region: code, indicator, year };
    const name = level.regions[position]!.name.en;
    if (!agrees(ours, value, qualifier, half))
      return [
        diagnostic(
          'audit/sources-differ',
          `${name} ${year}, ${indicator}: ${cell(cells, 'source')} prints ${qualifierWord(qualifier)}${value}, ${column.source[position]} ${ours}.`,
          { at, found: String(value) },
        ),
      ];
    if (qualifier === '' || qualifier === 'exact' || column.quality[position] !== 'measured') return [];
    if (column.source[position] !== cell(cells, 'source')) return [];
    return [
      diagnostic(
        'audit/lost-qualifier',
        `${name} ${year}, ${indicator}: ${cell(cells, 'source')} prints ${qualifierWord(qualifier)}${value}, the table has ${ours} as measured.`,
        { at, found: String(value) },
      ),
    ];
  });
}

function agrees(ours: number, printed: number, qualifier: string, half: number): boolean {
  if (qualifier === 'more') return ours >= printed - half;
  if (qualifier === 'less') return ours <= printed + half;
  const allowed = qualifier === 'about' ? Math.max(half, ABOUT * Math.abs(printed)) : half;
  return Math.abs(ours - printed) <= allowed;
}

const qualifierWord = (qualifier: string): string =>
  ({ about: 'about ', more: 'more than ', less: 'less than ' })[qualifier] ?? '';
