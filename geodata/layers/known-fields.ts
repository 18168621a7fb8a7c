/** What is not known is no field of a feature: a style can tell it from zero. */
export function knownFields(fields: Record<string, number | null | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, number] => typeof field[1] === 'number'),
  );
}
