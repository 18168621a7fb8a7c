/** One, two or five times a power of ten, not above the value. */
function roundBelow(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return (value >= 5 * magnitude ? 5 : value >= 2 * magnitude ? 2 : 1) * magnitude;
}

/** Round weights for the key of line widths, strongest first: near the top of the extent, a tenth, and near its foot. */
export function linkSamples([weakest, strongest]: readonly [number, number]): number[] {
  if (!(strongest > 0)) return [];
  const samples = [strongest, strongest / 8, Math.max(weakest, strongest / 100)].map(roundBelow);
  return [...new Set(samples)];
}
