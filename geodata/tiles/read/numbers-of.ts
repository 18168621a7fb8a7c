import { AtlasError } from '../../model/atlas-error.ts';

/** The numbers of a field that was asked for. Throws AtlasError `usage` where the file has none under that name. */
export function numbersOf(file: string, field: string, column: Float64Array | null): Float64Array {
  if (column !== null) return column;
  throw new AtlasError(
    'usage',
    `Found no numbers in the field ${JSON.stringify(field)}; expected a field that is read (--keep, --drop) and has numbers.`,
    { at: file },
  );
}
