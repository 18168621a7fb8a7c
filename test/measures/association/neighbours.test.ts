import { expect, test } from 'vitest';
import { neighbours } from '../../../geodata/measures/association/neighbours.ts';
import { points } from '../../../geodata/measures/inputs/points.ts';

// Ten cities; the neighbours by scikit-learn's BallTree with the haversine metric.
const cities = points.read({
  codes: Array.from({ length: 10 }, (_, index) => String(index)),
  points: [
    [116.4, 39.9],
    [121.5, 31.2],
    [113.3, 23.1],
    [104.1, 30.7],
    [114.3, 30.6],
    [108.9, 34.3],
    [120.2, 30.3],
    [118.8, 32.1],
    [113.6, 34.8],
    [123.4, 41.8],
  ],
});
const linksFrom = (unit: number, params: object): string[] =>
  neighbours
    .compute(cities, params)
    .value!.filter(({ a }) => a === String(unit))
    .map(({ b }) => b);

test('the three nearest, nearest first', () => {
  const expected = ['897', '674', '467', '548', '786', '834', '174', '614', '547', '078'];
  expected.forEach((others, unit) => expect(linksFrom(unit, { k: 3 }).join('')).toBe(others));
  expect(neighbours.compute(cities, { k: 3 }).value![1]!.distanceKm).toBeCloseTo(625.3026901324642, 9);
});

test('all within 600 km', () => {
  const expected = ['', '67', '', '', '678', '8', '147', '1468', '457', ''];
  const band = { rule: 'band', withinKm: 600 };
  expected.forEach((others, unit) => expect(linksFrom(unit, band).sort().join('')).toBe(others));
  expect(neighbours.compute(cities, { rule: 'band', withinKm: 600 }).details!.islands).toEqual([
    '0',
    '2',
    '3',
    '9',
  ]);
});

test('islands are attached to their nearest and back', () => {
  const attached = { rule: 'band', withinKm: 600, attachIslands: true };
  expect(linksFrom(0, attached)).toEqual(['8', '9']);
  expect(linksFrom(8, attached).sort()).toEqual(['0', '4', '5', '7']);
  expect(
    neighbours.compute(cities, { rule: 'band', withinKm: 600, attachIslands: true }).details!.islands,
  ).toEqual([]);
});

test('inverse distances fall with the exponent, and points in one place get no weight', () => {
  const twins = points.read({
    points: [
      [0, 0],
      [0, 0],
      [0, 1],
    ],
  });
  const { value } = neighbours.compute(twins, { rule: 'inverse', exponent: 2 });
  expect(value!.map(({ a, b }) => a + b)).toEqual(['13', '23', '31', '32']);
  for (const { value: weight, distanceKm } of value!) expect(weight).toBeCloseTo(distanceKm ** -2, 15);
});
