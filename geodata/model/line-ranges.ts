/** Ranges of lines that are written out. */
const SHOWN = 8;

/** Ranges of lines as text: "117–232, 899, …" */
export function lineRanges(lines: readonly (readonly [number, number])[]): string {
  const ranges = lines.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  return [...ranges.slice(0, SHOWN), ...(ranges.length > SHOWN ? ['…'] : [])].join(', ');
}
