import type { AtlasConfig } from '../config/schema.ts';
import type { Centre, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Region } from '../model/region.ts';
import type { RawTable } from '../model/table.ts';
import { localText } from '../config/local-text.ts';

type TierConfig = AtlasConfig['tiers'][number];

/** A tier scheme out of its table; rows that name no region or no tier are reported, never drawn somewhere else. */
export function makeTierScheme(
  config: TierConfig,
  table: RawTable,
  regionOf: (code: string) => Region | undefined,
): { scheme: TierScheme; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const cellOf = (cells: readonly string[], column: string): string =>
    cells[table.columns.indexOf(column)]?.trim() ?? '';
  for (const column of [config.key, config.rank, config.zone?.zh, config.zone?.en]) {
    if (column === undefined || table.columns.includes(column)) continue;
    diagnostics.push(
      diagnostic(
        'table/missing-column',
        `There is no column "${column}"; there are ${table.columns.join(', ')}.`,
        {
          at: { file: table.name, column },
          found: column,
        },
      ),
    );
  }
  const centres: Centre[] = [];
  for (const { line, cells } of table.rows) {
    const code = cellOf(cells, config.key);
    const region = regionOf(code);
    const rank = Number(cellOf(cells, config.rank));
    if (region === undefined) {
      diagnostics.push(
        diagnostic(
          'join/unmatched-row',
          `"${code}" is not the code of a region of level "${config.level}".`,
          {
            at: { file: table.name, line, column: config.key },
            found: code,
          },
        ),
      );
    } else if (!config.tiers.some((tier) => tier.rank === rank)) {
      const ranks = config.tiers.map((tier) => tier.rank).join(', ');
      diagnostics.push(
        diagnostic(
          'table/not-a-number',
          `"${cellOf(cells, config.rank)}" is not a tier; expected one of ${ranks}.`,
          {
            at: { file: table.name, line, column: config.rank },
            found: cellOf(cells, config.rank),
          },
        ),
      );
    } else {
      const zone = config.zone && { zh: cellOf(cells, config.zone.zh), en: cellOf(cells, config.zone.en) };
      centres.push({
        code: region.code,
        level: region.level,
        name: region.name,
        rank,
        zone: zone !== undefined && zone.zh !== '' ? zone : null,
        point: region.point,
      });
    }
  }
  centres.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  const scheme: TierScheme = {
    id: config.id,
    name: localText(config.name),
    basis: config.basis,
    tiers: config.tiers.map((tier) => ({ ...tier, name: localText(tier.name) })),
    centres,
    source: config.source,
  };
  return { scheme, diagnostics };
}
