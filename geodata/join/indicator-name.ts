/** The name of the indicator that cells in some columns say together. */
export const indicatorName = (cells: readonly string[], positions: readonly number[]): string =>
  positions
    .map((position) => (cells[position] ?? '').trim())
    .filter((cell) => cell !== '')
    .join(', ');
