/** A number, or a sum of numbers with plus signs such as 4.5+1.6; null where the cell is neither. */
export function sumInCell(text: string): number | null {
  const terms = text.split('+').map((term) => (term.trim() === '' ? NaN : Number(term)));
  return terms.some((term) => !Number.isFinite(term)) ? null : terms.reduce((total, term) => total + term, 0);
}
