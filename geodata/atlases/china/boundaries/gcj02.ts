import type { Position } from '../../../model/geometry.ts';

// GCJ-02 is the datum Chinese map providers must publish in: WGS84 moved by a few hundred metres, smoothly and
// nonlinearly. The polynomial and trigonometric terms below are the ones in circulation since 2010; they are
// reproduced by every open implementation (eviltransform, coordtransform) and have no official publication.

/** Semi-major axis in metres and squared eccentricity of the Krasovsky 1940 ellipsoid. */
const semiMajorAxis = 6_378_245;
const eccentricitySquared = 0.006_693_421_622_965_943;

/** A sine of the given amplitude with the argument x·π·frequency. */
const wave = (amplitude: number, x: number, frequency: number): number =>
  amplitude * Math.sin(x * Math.PI * frequency);

/** By how many degrees GCJ-02 moves a WGS84 position. */
function shift([longitude, latitude]: Position): Position {
  const x = longitude - 105;
  const y = latitude - 35;
  const ripple = wave(20, x, 6) + wave(20, x, 2);
  const eastMetres =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    ((ripple + wave(20, x, 1) + wave(40, x, 1 / 3) + wave(150, x, 1 / 12) + wave(300, x, 1 / 30)) * 2) / 3;
  const northMetres =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    ((ripple + wave(20, y, 1) + wave(40, y, 1 / 3) + wave(160, y, 1 / 12) + wave(320, y, 1 / 30)) * 2) / 3;

  // Metres to degrees with the radii of curvature of the ellipsoid at this latitude.
  const phi = (latitude * Math.PI) / 180;
  const w2 = 1 - eccentricitySquared * Math.sin(phi) ** 2;
  const primeVertical = semiMajorAxis / Math.sqrt(w2);
  const meridional = (semiMajorAxis * (1 - eccentricitySquared)) / (w2 * Math.sqrt(w2));
  return [
    ((eastMetres / (primeVertical * Math.cos(phi))) * 180) / Math.PI,
    ((northMetres / meridional) * 180) / Math.PI,
  ];
}

/** WGS84 to GCJ-02, degrees. */
export function toGcj02(position: Position): Position {
  const [east, north] = shift(position);
  return [position[0] + east, position[1] + north];
}

/**
 * GCJ-02 to WGS84, degrees. There is no closed inverse, but the shift changes by less than one part in a hundred from
 * a position to the shifted one: correcting by what is left over reaches 1e-10° (0.01 mm) in about five rounds. Equal
 * positions give equal results: vertices that two borders share stay shared.
 */
export function fromGcj02(position: Position): Position {
  let [longitude, latitude] = position;
  for (let round = 0; round < 30; round++) {
    const there = toGcj02([longitude, latitude]);
    const [east, north] = [position[0] - there[0], position[1] - there[1]];
    longitude += east;
    latitude += north;
    if (Math.abs(east) + Math.abs(north) < 1e-10) break;
  }
  return [longitude, latitude];
}
