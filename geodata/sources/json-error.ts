/** The tokens of RFC 8259, with white space before them. */
const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expectation = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/**
 * Offset of the first character of a text that JSON does not allow there; the length of the text where it ends too
 * early, and also where it is valid. JSON.parse gives no position for some errors, and in another form in every
 * version of Node.
 */
export function findJsonError(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  token.lastIndex = 0;
  for (;;) {
    const start = token.lastIndex;
    const match = token.exec(text);
    if (match === null) return skipSpace(text, start);
    const [, mark, name, literal] = match;
    const next = follow(expected, open, mark ?? (name === undefined ? 'literal' : 'string'), literal);
    if (next === null) return skipSpace(text, start);
    expected = next;
  }
}

function skipSpace(text: string, from: number): number {
  let offset = from;
  while (offset < text.length && ' \t\n\r'.includes(text[offset]!)) offset++;
  return offset;
}

/** What may come after a token; null where the token itself may not come. Keeps the stack of open brackets. */
function follow(
  expected: Expectation,
  open: ('{' | '[')[],
  kind: string,
  literal: string | undefined,
): Expectation | null {
  const inside = open.at(-1);
  const wantsValue = expected === 'value' || expected === 'value or ]';
  switch (kind) {
    case '{':
    case '[':
      if (!wantsValue) return null;
      open.push(kind);
      return kind === '{' ? 'name or }' : 'value or ]';
    case '}':
    case ']': {
      const isEmpty = expected === (kind === '}' ? 'name or }' : 'value or ]');
      if (inside !== (kind === '}' ? '{' : '[') || !(isEmpty || expected === ', or end')) return null;
      open.pop();
      return ', or end';
    }
    case ',':
      if (expected !== ', or end' || inside === undefined) return null;
      return inside === '{' ? 'name' : 'value';
    case ':':
      return expected === ':' ? 'value' : null;
    case 'string':
      if (expected === 'name' || expected === 'name or }') return ':';
      return wantsValue ? ', or end' : null;
    default:
      return wantsValue && literal !== undefined ? ', or end' : null;
  }
}
