import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { diagnostic } from './diagnostic.ts';

/**
 * Remarks on one file. Keeps the first of every code in full and counts the rest, so that a table of a million bad
 * cells gives a report that can be read; nothing is left out of the counts.
 */
export class DiagnosticList {
  readonly #file: string;
  readonly #limit: number;
  readonly #kept: Diagnostic[] = [];
  readonly #once = new Map<string, Diagnostic>();
  readonly #counts = new Map<DiagnosticCode, number>();

  constructor(file: string, limit = 1000) {
    this.#file = file;
    this.#limit = limit;
  }

  /** `describe` is called only for remarks that are kept: looking for near names takes time. */
  add(code: DiagnosticCode, describe: () => { message: string } & Partial<Omit<Diagnostic, 'code'>>): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > this.#limit) return;
    const { message, ...details } = describe();
    this.#kept.push({ ...diagnostic(code, message), ...details, at: { file: this.#file, ...details.at } });
  }

  /**
   * Like `add`, but a remark that was made before with the same key is only counted: one name in many rows is one
   * remark. It has all its lines where each call tells the `line` of its own.
   */
  addOnce(
    code: DiagnosticCode,
    key: string,
    describe: () => { message: string } & Partial<Omit<Diagnostic, 'code'>>,
    line?: number,
  ): void {
    const place = `${code} ${key}`;
    const known = this.#once.get(place);
    if (known !== undefined) {
      known.count = (known.count ?? 1) + 1;
      if (line !== undefined) addLine(known.at, line);
      return;
    }
    this.add(code, describe);
    const last = this.#kept.at(-1);
    if (last !== undefined && (this.#counts.get(code) ?? 0) <= this.#limit) this.#once.set(place, last);
  }

  /** All remarks in the order they were made, then one for the uncounted rest of each code. */
  toArray(): Diagnostic[] {
    const rest = [...this.#counts].flatMap(([code, count]) => {
      if (count <= this.#limit) return [];
      const more = count - this.#limit;
      return [diagnostic(code, `${more} more of the same kind.`, { at: { file: this.#file }, count: more })];
    });
    return [...this.#kept, ...rest];
  }
}

/** Ranges of lines that a remark lists; behind them rows are only counted. */
const MAX_RANGES = 50;

function addLine(at: Diagnostic['at'], line: number): void {
  if (at.line === undefined) return;
  at.lines ??= [[at.line, at.line]];
  const last = at.lines.at(-1)!;
  if (line === last[1] + 1) last[1] = line;
  else if (at.lines.length < MAX_RANGES) at.lines.push([line, line]);
}
