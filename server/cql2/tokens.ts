import { Cql2Error } from './cql2-error.ts';

export type Token =
  | { kind: 'name'; text: string; at: number }
  /** A name in double quotes: never a keyword. */
  | { kind: 'quoted'; text: string; at: number }
  | { kind: 'string'; text: string; at: number }
  | { kind: 'number'; value: number; at: number }
  | { kind: 'symbol'; text: string; at: number }
  | { kind: 'end'; at: number };

const PATTERNS = {
  space: /\s+/y,
  number: /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy,
  name: /[\p{L}_:][\p{L}\p{N}_:.]*/uy,
  quoted: /"((?:[^"]|"")*)"/y,
  string: /'((?:[^'\\]|''|\\.)*)'/sy,
  symbol: /<>|<=|>=|[=<>(),]/y,
} as const;

const makers: [pattern: RegExp, make: (text: string, at: number) => Token | null][] = [
  [PATTERNS.space, () => null],
  [PATTERNS.number, (text, at) => ({ kind: 'number', value: Number(text), at })],
  [PATTERNS.name, (text, at) => ({ kind: 'name', text, at })],
  [PATTERNS.quoted, (text, at) => ({ kind: 'quoted', text: text.slice(1, -1).replaceAll('""', '"'), at })],
  [PATTERNS.string, (text, at) => ({ kind: 'string', text: unescape(text.slice(1, -1)), at })],
  [PATTERNS.symbol, (text, at) => ({ kind: 'symbol', text, at })],
];

/** Cuts a filter into tokens (OGC CQL2 1.0, annex B). Throws a Cql2Error at the first character that fits nowhere. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    let length = 0;
    for (const [pattern, make] of makers) {
      pattern.lastIndex = at;
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      const token = make(found, at);
      if (token !== null) tokens.push(token);
      length = found.length;
      break;
    }
    if (length === 0)
      throw new Cql2Error(`found ${JSON.stringify(text.slice(at, at + 10))}, which no filter can hold`, at);
    at += length;
  }
  tokens.push({ kind: 'end', at });
  return tokens;
}

/** A quote inside of a string is written twice, or with a backslash; other backslashes are for LIKE. */
const unescape = (text: string): string => text.replaceAll("''", "'").replaceAll("\\'", "'");
