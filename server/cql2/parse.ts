import { Cql2Error } from './cql2-error.ts';
import type { ComparisonOperator, Expression, Scalar, ScalarType } from './expression.ts';
import { tokenize, type Token } from './tokens.ts';

/** Deeper filters are no one's question; a limit keeps them from filling the stack. */
const MAX_DEPTH = 64;

/**
 * Reads a filter in CQL2-text (OGC 21-065r2): AND, OR, NOT, comparisons, IS NULL, LIKE, BETWEEN, IN, CASEI, dates.
 * `types` are those of the properties that may be named. Throws a Cql2Error for anything else, also for comparisons
 * between values of different types.
 */
export function parseCql2(text: string, types: ReadonlyMap<string, ScalarType>): Expression {
  const parser = new Parser(tokenize(text), types);
  return parser.parse();
}

class Parser {
  readonly #tokens: Token[];
  readonly #types: ReadonlyMap<string, ScalarType>;
  #position = 0;
  #depth = 0;

  constructor(tokens: Token[], types: ReadonlyMap<string, ScalarType>) {
    this.#tokens = tokens;
    this.#types = types;
  }

  parse(): Expression {
    const expression = this.#or();
    if (this.#next.kind !== 'end') throw this.#unexpected('AND, OR or the end');
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#position]!;
  }

  #or(): Expression {
    const operands = [this.#and()];
    while (this.#takeKeyword('OR')) operands.push(this.#and());
    return operands.length === 1 ? operands[0]! : { kind: 'or', operands };
  }

  #and(): Expression {
    const operands = [this.#not()];
    while (this.#takeKeyword('AND')) operands.push(this.#not());
    return operands.length === 1 ? operands[0]! : { kind: 'and', operands };
  }

  #not(): Expression {
    if (++this.#depth > MAX_DEPTH)
      throw new Cql2Error(`the filter nests deeper than ${MAX_DEPTH}`, this.#next.at);
    try {
      if (this.#takeKeyword('NOT')) return { kind: 'not', operand: this.#not() };
      if (!this.#takeSymbol('(')) return this.#predicate();
      const inner = this.#or();
      this.#expectSymbol(')');
      return inner;
    } finally {
      this.#depth--;
    }
  }

  #predicate(): Expression {
    const at = this.#next.at;
    const left = this.#scalar();
    const operator = this.#takeOperator();
    if (operator !== null) {
      const right = this.#scalarLike(left);
      return { kind: 'comparison', operator, left, right };
    }
    if (this.#takeKeyword('IS')) {
      const isNot = this.#takeKeyword('NOT');
      if (!this.#takeKeyword('NULL')) throw this.#unexpected('NULL');
      return negate({ kind: 'is-null', operand: left }, isNot);
    }
    const isNot = this.#takeKeyword('NOT');
    const expression = this.#membership(left);
    if (expression !== null) return negate(expression, isNot);
    if (!isNot && left.type === 'boolean') return { kind: 'truth', operand: left };
    throw isNot || this.#next.kind !== 'end'
      ? this.#unexpected('a comparison, LIKE, BETWEEN, IN or IS NULL')
      : new Cql2Error('found a value alone, expected a comparison', at);
  }

  #membership(operand: Scalar): Expression | null {
    if (this.#takeKeyword('LIKE')) {
      if (operand.type !== 'string') throw new Cql2Error('LIKE compares texts only', this.#next.at);
      return { kind: 'like', operand, pattern: this.#scalarLike(operand) };
    }
    if (this.#takeKeyword('BETWEEN')) {
      const low = this.#scalarLike(operand);
      if (!this.#takeKeyword('AND')) throw this.#unexpected('AND');
      return { kind: 'between', operand, low, high: this.#scalarLike(operand) };
    }
    if (!this.#takeKeyword('IN')) return null;
    this.#expectSymbol('(');
    const list = [this.#scalarLike(operand)];
    while (this.#takeSymbol(',')) list.push(this.#scalarLike(operand));
    this.#expectSymbol(')');
    return { kind: 'in', operand, list };
  }

  /** A value that can be compared with another one. */
  #scalarLike(other: Scalar): Scalar {
    const { at } = this.#next;
    const scalar = this.#scalar();
    if (scalar.type === other.type) return scalar;
    throw new Cql2Error(`found a ${scalar.type}, expected a ${other.type} to compare`, at);
  }

  #scalar(): Scalar {
    const token = this.#next;
    this.#position++;
    if (token.kind === 'string') return { kind: 'literal', value: token.text, type: 'string' };
    if (token.kind === 'number') return { kind: 'literal', value: token.value, type: 'number' };
    if (token.kind === 'quoted') return this.#property(token.text, token.at);
    if (token.kind === 'name') {
      const keyword = token.text.toUpperCase();
      if (keyword === 'TRUE' || keyword === 'FALSE')
        return { kind: 'literal', value: keyword === 'TRUE', type: 'boolean' };
      const isCall = this.#next.kind === 'symbol' && this.#next.text === '(';
      return isCall ? this.#call(keyword, token.at) : this.#property(token.text, token.at);
    }
    this.#position--;
    throw this.#unexpected('a property or a value');
  }

  #call(name: string, at: number): Scalar {
    this.#expectSymbol('(');
    const operand = this.#scalar();
    this.#expectSymbol(')');
    if (operand.type !== 'string') throw new Cql2Error(`${name} takes a text`, at);
    if (name === 'CASEI') return { kind: 'casei', operand, type: 'string' };
    if ((name === 'DATE' || name === 'TIMESTAMP') && operand.kind === 'literal') {
      const value = Date.parse(String(operand.value));
      if (Number.isNaN(value)) throw new Cql2Error('expected a date of RFC 3339', at);
      return { kind: 'literal', value, type: 'instant' };
    }
    throw new Cql2Error(`there is no function ${name}, only CASEI, DATE and TIMESTAMP`, at);
  }

  #property(name: string, at: number): Scalar {
    const type = this.#types.get(name);
    if (type === undefined)
      throw new Cql2Error(`there is no property ${JSON.stringify(name.slice(0, 60))}; see queryables`, at);
    return { kind: 'property', name, type };
  }

  #takeOperator(): ComparisonOperator | null {
    const token = this.#next;
    if (token.kind !== 'symbol' || !['=', '<>', '<', '>', '<=', '>='].includes(token.text)) return null;
    this.#position++;
    return token.text as ComparisonOperator;
  }

  #takeKeyword(keyword: string): boolean {
    const token = this.#next;
    if (token.kind !== 'name' || token.text.toUpperCase() !== keyword) return false;
    this.#position++;
    return true;
  }

  #takeSymbol(symbol: string): boolean {
    const token = this.#next;
    if (token.kind !== 'symbol' || token.text !== symbol) return false;
    this.#position++;
    return true;
  }

  #expectSymbol(symbol: string): void {
    if (!this.#takeSymbol(symbol)) throw this.#unexpected(`"${symbol}"`);
  }

  #unexpected(expected: string): Cql2Error {
    const token = this.#next;
    const found =
      token.kind === 'end'
        ? 'the end'
        : JSON.stringify(token.kind === 'number' ? token.value : token.text.slice(0, 40));
    return new Cql2Error(`found ${found}, expected ${expected}`, token.at);
  }
}

const negate = (expression: Expression, isNegated: boolean): Expression =>
  isNegated ? { kind: 'not', operand: expression } : expression;
