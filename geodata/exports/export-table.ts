import { AtlasError } from '../model/atlas-error.ts';
import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat, ExportOptions, FormatOption } from './export-format.ts';
import { selectColumns } from './select-columns.ts';

const formatOptions: readonly FormatOption[] = ['bom', 'sequence'];

/**
 * Writes a table in a format, piece by piece. Throws AtlasError invalid-request, before the first piece, for columns
 * the table does not have, options the format does not take, and tables without geometry where it needs one.
 */
export function exportTable(
  format: ExportFormat,
  table: FeatureTable,
  options: ExportOptions = {},
): AsyncIterable<Uint8Array> {
  for (const option of formatOptions) {
    if (options[option] !== undefined && !format.options.includes(option))
      throw new AtlasError(
        'invalid-request',
        `The format ${format.id} has no option "${option}"; leave it out.`,
        {
          at: option,
        },
      );
  }
  if (format.needsGeometry && table.geometryType === null)
    throw new AtlasError(
      'invalid-request',
      `${table.id} is a table without geometry, which ${format.title.en} cannot hold; choose csv, parquet or geopackage.`,
    );
  const chosen = options.columns === undefined ? table : selectColumns(table, options.columns);
  return pieces(() => format.write(chosen, options));
}

/** Begins to write only when the first piece is asked for, so that nothing fails unheard. */
async function* pieces(write: () => ReturnType<ExportFormat['write']>): AsyncGenerator<Uint8Array> {
  const written = write();
  if (written instanceof Promise) yield await written;
  else yield* written;
}
