/** A value in a comparison; instants are milliseconds since 1970. */
export type ScalarType = 'string' | 'number' | 'boolean' | 'instant';
export type ScalarValue = string | number | boolean | null;

export type Scalar =
  | { kind: 'property'; name: string; type: ScalarType }
  | { kind: 'literal'; value: ScalarValue; type: ScalarType }
  | { kind: 'casei'; operand: Scalar; type: 'string' };

export type ComparisonOperator = '=' | '<>' | '<' | '>' | '<=' | '>=';

export type Expression =
  | { kind: 'and' | 'or'; operands: Expression[] }
  | { kind: 'not'; operand: Expression }
  | { kind: 'comparison'; operator: ComparisonOperator; left: Scalar; right: Scalar }
  | { kind: 'like'; operand: Scalar; pattern: Scalar }
  | { kind: 'between'; operand: Scalar; low: Scalar; high: Scalar }
  | { kind: 'in'; operand: Scalar; list: Scalar[] }
  | { kind: 'is-null'; operand: Scalar }
  | { kind: 'truth'; operand: Scalar };

/** Reads a property of the feature that is looked at. */
export type ReadProperty = (name: string) => ScalarValue;

/**
 * Whether a feature passes: true, false, or null where a value that is compared is missing. As in SQL, "unknown" stays
 * unknown under NOT, so that neither a filter nor its opposite finds a feature without the value.
 */
export function evaluate(expression: Expression, read: ReadProperty): boolean | null {
  switch (expression.kind) {
    case 'and':
      return combine(expression.operands, read, false);
    case 'or':
      return combine(expression.operands, read, true);
    case 'not': {
      const result = evaluate(expression.operand, read);
      return result === null ? null : !result;
    }
    case 'is-null':
      return valueOf(expression.operand, read) === null;
    case 'truth': {
      const value = valueOf(expression.operand, read);
      return value === null ? null : value === true;
    }
    default:
      return compareAll(expression, read);
  }
}

/** AND is decided by one false, OR by one true; else one unknown leaves all unknown. */
function combine(operands: Expression[], read: ReadProperty, decisive: boolean): boolean | null {
  let result: boolean | null = !decisive;
  for (const operand of operands) {
    const value = evaluate(operand, read);
    if (value === decisive) return decisive;
    if (value === null) result = null;
  }
  return result;
}

function compareAll(
  expression: Extract<Expression, { kind: 'comparison' | 'like' | 'between' | 'in' }>,
  read: ReadProperty,
): boolean | null {
  if (expression.kind === 'comparison')
    return compare(valueOf(expression.left, read), valueOf(expression.right, read), expression.operator);
  const value = valueOf(expression.operand, read);
  if (expression.kind === 'like') {
    const pattern = valueOf(expression.pattern, read);
    return value === null || pattern === null ? null : isLike(String(value), String(pattern));
  }
  if (expression.kind === 'in')
    return value === null ? null : expression.list.some((item) => valueOf(item, read) === value);
  const above = compare(value, valueOf(expression.low, read), '>=');
  const below = compare(value, valueOf(expression.high, read), '<=');
  return above === null || below === null ? null : above && below;
}

function compare(left: ScalarValue, right: ScalarValue, operator: ComparisonOperator): boolean | null {
  if (left === null || right === null) return null;
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    default:
      return left >= right;
  }
}

function valueOf(scalar: Scalar, read: ReadProperty): ScalarValue {
  if (scalar.kind === 'property') return read(scalar.name);
  if (scalar.kind === 'literal') return scalar.value;
  const value = valueOf(scalar.operand, read);
  // Twice, because some characters have several small forms (ς and σ, ſ and s).
  return value === null ? null : String(value).toUpperCase().toLowerCase();
}

/**
 * LIKE with % for any characters and _ for one, a backslash before either for itself. Goes back to the last % only, so
 * that no pattern takes longer than the product of the lengths, which a regular expression would.
 */
export function isLike(text: string, pattern: string): boolean {
  const characters = Array.from(text);
  const parts = Array.from(pattern.matchAll(/\\(.)|(.)/gsu), ([, escaped, plain]) =>
    escaped === undefined ? { text: plain!, isPlain: false } : { text: escaped, isPlain: true },
  );
  const isAny = (index: number): boolean => parts[index]?.text === '%' && !parts[index].isPlain;
  let at = 0;
  let part = 0;
  let lastAny = -1;
  let resumeAt = 0;
  while (at < characters.length) {
    const current = parts[part];
    const isOne = current !== undefined && current.text === '_' && !current.isPlain;
    if (isAny(part)) {
      lastAny = part++;
      resumeAt = at;
    } else if (current !== undefined && (isOne || current.text === characters[at])) {
      at++;
      part++;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      at = ++resumeAt;
    } else return false;
  }
  while (isAny(part)) part++;
  return part === parts.length;
}
