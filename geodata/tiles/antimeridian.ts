import { MAX_LATITUDE } from './world-grid.ts';

const HALF_TURN = 180;
const TURN = 360;

/** A ring or a line in degrees, longitudes and latitudes apart. */
export interface Track {
  longitudes: number[];
  latitudes: number[];
}

/**
 * Makes longitudes run on past ±180° where a step would be longer than half the world, which is how most files
 * write a crossing of the antimeridian. Steps along the very edge of the world map (a whole turn, or at a pole)
 * are kept: RFC 7946 section 3.1.9 cuts polygons there. Returns how many steps were changed.
 */
export function unwrapLongitudes({ longitudes, latitudes }: Track): number {
  let shift = 0;
  let changed = 0;
  for (let i = 1; i < longitudes.length; i++) {
    const step = longitudes[i]! + shift - longitudes[i - 1]!;
    const alongPole = Math.abs(latitudes[i]!) >= MAX_LATITUDE && Math.abs(latitudes[i - 1]!) >= MAX_LATITUDE;
    if (Math.abs(step) > HALF_TURN && Math.abs(step) < TURN && !alongPole) {
      shift -= Math.round(step / TURN) * TURN;
      changed++;
    }
    longitudes[i]! += shift;
  }
  return changed;
}

/**
 * Closes an unwrapped ring that runs around a pole, its last position one turn away from its first: cuts it at
 * the antimeridian and leads it along the edge of the map past the pole that is nearer to the ring.
 */
export function closeOverPole({ longitudes, latitudes }: Track): Track {
  const last = longitudes.length - 1;
  const turn = Math.sign(longitudes[last]! - longitudes[0]!) * TURN;
  const pole = latitudes.reduce((sum, latitude) => sum + latitude, 0) < 0 ? -90 : 90;

  // The first meridian ≡ 180° that the ring meets, going east or west.
  const eastward = turn > 0;
  const turns = (longitudes[0]! - HALF_TURN) / TURN;
  const seam = HALF_TURN + TURN * (eastward ? Math.ceil(turns) : Math.floor(turns));
  let before = 0;
  while (before < last - 1 && (longitudes[before + 1]! - seam) * turn < 0) before++;
  const span = longitudes[before + 1]! - longitudes[before]!;
  const share = span === 0 ? 0 : (seam - longitudes[before]!) / span;
  const latitude = latitudes[before]! + share * (latitudes[before + 1]! - latitudes[before]!);

  const cut: Track = { longitudes: [seam], latitudes: [latitude] };
  const append = (longitude: number, at: number): void => {
    cut.longitudes.push(longitude);
    cut.latitudes.push(at);
  };
  for (let i = before + 1; i < last; i++) append(longitudes[i]!, latitudes[i]!);
  for (let i = 0; i <= before; i++) append(longitudes[i]! + turn, latitudes[i]!);
  append(seam + turn, latitude);
  append(seam + turn, pole);
  append(seam, pole);
  append(seam, latitude);
  return cut;
}
