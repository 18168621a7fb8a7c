/** A line of what comes with a result: its name, and numbers, words or codes of regions. */
export interface DetailLine {
  name: string;
  parts: (string | number | boolean)[];
}

type Plain = string | number | boolean;

/**
 * What comes with a result as lines of text: a number or a word is one line; so is every record of a list, behind the
 * name of the list, and every field of an object.
 */
export function detailLines(details: unknown, prefix = ''): DetailLine[] {
  if (details === null || details === undefined) return [];
  if (isPlain(details)) return [{ name: prefix, parts: [details] }];
  if (Array.isArray(details)) {
    if (details.every(isPlain)) return details.length === 0 ? [] : [{ name: prefix, parts: details }];
    return details.flatMap((each: unknown) => {
      const parts = plainParts(each);
      return parts.length === 0 ? [] : [{ name: prefix, parts }];
    });
  }
  return Object.entries(details as Record<string, unknown>).flatMap(([name, value]) =>
    detailLines(value, prefix === '' ? name : `${prefix}.${name}`),
  );
}

/** A record as words: what it is about first, then its numbers, with their names where there are several. */
function plainParts(record: unknown): Plain[] {
  if (typeof record !== 'object' || record === null) return [];
  const fields = Object.entries(record as Record<string, unknown>).filter((field): field is [string, Plain] =>
    isPlain(field[1]),
  );
  const isNamed = fields.filter(([, value]) => typeof value === 'number').length > 1;
  return fields.flatMap(([name, value]) => (isNamed && typeof value === 'number' ? [name, value] : [value]));
}

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean';
