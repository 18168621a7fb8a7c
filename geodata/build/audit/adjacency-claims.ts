import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { cellReader, levelOf } from './audit-context.ts';

/** L9: regions that a text calls neighbours share a border in the boundaries. */
export function checkAdjacencyClaims(context: AuditContext): Diagnostic[] {
  const { adjacent, config } = context;
  if (adjacent === null || config.adjacent === undefined) return [];
  const level = levelOf(context, config.adjacent.level);
  if (level.isOfPoints)
    return [
      diagnostic(
        'audit/not-adjacent',
        `The regions of the level ${level.config.id} are points without borders.`,
        {
          at: { file: adjacent.name },
        },
      ),
    ];
  const cell = cellReader(adjacent);
  return adjacent.rows.flatMap(({ line, cells }) => {
    const [code, other] = [cell(cells, 'code'), cell(cells, 'other')];
    const at = { file: adjacent.name, line, region: code };
    const unknown = [code, other].find((each) => !level.byCode.has(each));
    if (unknown !== undefined)
      return [
        diagnostic(
          'join/unmatched-row',
          `"${unknown}" is not the code of a region of level ${level.config.id}.`,
          {
            at,
            found: unknown,
          },
        ),
      ];
    if (context.areNeighbours(level, code, other)) return [];
    const nameOf = (each: string): string => level.byCode.get(each)!.name.en;
    return [
      diagnostic(
        'audit/not-adjacent',
        `${nameOf(code)} and ${nameOf(other)} are called neighbours by ${cell(cells, 'source')}, but share no border.`,
        { at },
      ),
    ];
  });
}
