import type { Position } from '../../../model/geometry.ts';
import { prefectureOf } from './divisions.ts';
import type { DrawnUnit } from './drawn-units.ts';

/**
 * Centres of units that the boundary source draws in parts or gives no seat for (GeoNames, CC BY 4.0, WGS84).
 * 昆玉 (659009) is in neither and has no seat here.
 */
const seatsOfGeoNames: Readonly<Record<string, Position>> = {
  '110000': [116.39723, 39.9075],
  '120000': [117.17667, 39.14222],
  '310000': [121.45806, 31.22222],
  '500000': [106.55771, 29.56026],
  '540500': [91.77239, 29.24301],
  '650500': [93.50601, 42.83393],
  '710000': [121.52639, 25.05306],
  '810000': [114.17469, 22.27832],
  '820000': [113.54611, 22.20056],
};

/** The seat of government of every unit of prefecture rank that has a known one, by code. */
export function findSeats(units: readonly DrawnUnit[]): Map<string, Position> {
  const seats = new Map<string, Position>();
  for (const { code, seat } of units) {
    // A part of a municipality, or a former prefecture, is not where its present unit is governed from.
    if (seat !== null && prefectureOf(code) === code) seats.set(code, seat);
  }
  for (const [code, seat] of Object.entries(seatsOfGeoNames)) seats.set(code, seat);
  return seats;
}

/** The seat of a province is its capital, which has the first number after the province's: 320000, 320100. */
export const capitalOf = (province: string): string =>
  province in seatsOfGeoNames ? province : `${province.slice(0, 2)}0100`;
