import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { WeightedPoints } from '../inputs/weighted-points.ts';
import { weightedPoints } from '../inputs/weighted-points.ts';
import { defineMeasure } from '../measure.ts';
import { perYear, rowReason } from '../output-shape.ts';
import type { Plane } from '../../model/albers.ts';
import { albers } from '../../model/albers.ts';
import { ellipseOf, ellipseScales } from './ellipse.ts';

export const standardEllipse = defineMeasure({
  id: 'standard-ellipse',
  group: 'change',
  title: { zh: '重心与标准差椭圆', en: 'Mean centre and standard deviational ellipse' },
  summary: {
    zh: '加权重心及其移动、分布的主轴方向与范围，逐年比较即重心迁移。',
    en: 'Where the centre of gravity of a quantity lies, how it moves, and how far and in which direction it spreads.',
  },
  formula: String.raw`\sigma_{1,2}^2 = \frac{s_{xx} + s_{yy} \pm \sqrt{(s_{xx} - s_{yy})^2 + 4 s_{xy}^2}}{2 W}, \quad \theta = \tfrac12 \operatorname{atan2}(2 s_{xy}, s_{yy} - s_{xx})`,
  unit: 'km²',
  range: [0, null],
  scope: 'nation',
  input: weightedPoints,
  output: perYear({
    longitude: z.number().nullable().describe('Of the mean centre, in degrees.'),
    latitude: z.number().nullable().describe('Of the mean centre, in degrees.'),
    movedKm: z
      .number()
      .nullable()
      .describe('From the centre of the year before, in the projection; null for the first.'),
    majorKm: z.number().nullable().describe('Half the long axis.'),
    minorKm: z.number().nullable().describe('Half the short axis; 0 where places lie on a line.'),
    rotation: z.number().nullable().describe('Of the long axis, in degrees clockwise from north, 0 to 180.'),
    n: z.int().describe('Places with a weight.'),
    reason: rowReason,
  }),
  params: [
    {
      name: 'scale',
      description: {
        zh: 'deviation 标准差；sqrt2 乘 √2（ArcGIS）；sample 除以 n−2（CrimeStat，乘 √2）。',
        en: 'deviation: one standard deviation; sqrt2: times √2 as in ArcGIS; sample: √2 and n/(n−2) as in CrimeStat.',
      },
      type: 'enum',
      values: ellipseScales,
      default: 'deviation',
    },
    {
      name: 'south',
      description: { zh: '投影南标准纬线。', en: 'Southern standard parallel of the projection.' },
      type: 'number',
      default: 25,
      minimum: -89,
      maximum: 89,
    },
    {
      name: 'north',
      description: { zh: '投影北标准纬线。', en: 'Northern standard parallel.' },
      type: 'number',
      default: 47,
      minimum: -89,
      maximum: 89,
    },
    {
      name: 'meridian',
      description: { zh: '中央经线。', en: 'Central meridian.' },
      type: 'number',
      default: 105,
      minimum: -180,
      maximum: 180,
    },
  ],
  source:
    'Lefever, D. W. (1926). Measuring geographic concentration by means of the standard deviational ellipse. American Journal of Sociology 32, 88–94; Yuill, R. S. (1971). Geografiska Annaler B 53, 28–39; in an Albers projection on WGS84.',
  example: {
    input: {
      codes: ['Beijing', 'Shanghai', 'Guangzhou', 'Chengdu'],
      points: [
        [116.4, 39.9],
        [121.5, 31.2],
        [113.3, 23.1],
        [104.1, 30.7],
      ],
      years: [2012, 2023],
      weights: [
        [4, 4],
        [3, 3],
        [2, 3],
        [1, 2],
      ],
    },
    value: [
      {
        year: 2012,
        value: 1026680.3981268056,
        longitude: 116.00600137517189,
        latitude: 33.1412053924887,
        movedKm: null,
        majorKm: 716.734916303407,
        minorKm: 455.9600952055905,
        rotation: 6.035943173665612,
        n: 4,
      },
      {
        year: 2023,
        value: 1164494.4892744515,
        longitude: 114.7484516342203,
        latitude: 32.15518077955433,
        movedKm: 160.70856849586417,
        majorKm: 735.110021068595,
        minorKm: 504.23759399140874,
        rotation: 12.090460748044142,
        n: 4,
      },
    ],
    source: 'pyproj 3 (PROJ aea on WGS84) and numpy.linalg.eigh of the weighted covariance.',
  },
  evaluate(input, { scale, ...parallels }) {
    const { codes, years, values, points } = input;
    const coverage = coverageOf(codes, (unit) => values[unit]!.some((value) => value !== null));
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    const projection = albers(parallels);
    const projected = points.map((point) => projection.forward(point));
    let before: Plane | null = null;
    const value = years.map((year, index) => {
      const ellipse = ellipseOf(projected, weightsIn(input, index), scale);
      if (ellipse === null) {
        before = null;
        return { year, ...nowhere, reason: 'zero_mean' };
      }
      const [longitude, latitude] = projection.inverse(ellipse.centre);
      const movedKm =
        before === null ? null : Math.hypot(ellipse.centre[0] - before[0], ellipse.centre[1] - before[1]);
      before = ellipse.centre;
      const { majorKm, minorKm, rotation, n } = ellipse;
      return {
        year,
        value: Math.PI * majorKm * minorKm,
        longitude,
        latitude,
        movedKm,
        majorKm,
        minorKm,
        rotation,
        n,
      };
    });
    return { coverage, value, variant: scale };
  },
});

const nowhere = {
  value: null,
  longitude: null,
  latitude: null,
  movedKm: null,
  majorKm: null,
  minorKm: null,
  rotation: null,
  n: 0,
};

/** Weights of one year; places without a weight count as 0. */
const weightsIn = ({ values }: WeightedPoints, year: number): Float64Array =>
  Float64Array.from(values, (row) => row[year] ?? 0);
