import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';
import { chinaBundle } from '../support/china-bundle.ts';

let folder: string;

beforeAll(async () => {
  ({ folder } = await chinaBundle());
});

const read = <Document>(path: string): Document =>
  JSON.parse(readFileSync(join(folder, path), 'utf8')) as Document;
const rowsOf = (id: string): MeasureRow[] => read<MeasureTable>(`measures/${id}.json`).rows;
const find = (id: string, wanted: Partial<MeasureRow>): MeasureRow =>
  rowsOf(id).find((row) =>
    Object.entries(wanted).every(([key, value]) => row[key as keyof MeasureRow] === value),
  )!;
const detail = (row: MeasureRow): Record<string, number> => row.details as Record<string, number>;

describe('inequality of R&D expenditure over 31 provinces', () => {
  const about = { indicator: 'rd_expenditure', year: 2023 };

  test('three decompositions add up to the same Gini coefficient', () => {
    const total = find('gini-provinces', about).value!;
    const spatial = find('spatial-gini-provinces', about);
    const dagum = find('dagum-macro-regions', about);
    expect(detail(spatial)['near']! + detail(spatial)['far']!).toBeCloseTo(total, 12);
    expect(
      detail(dagum)['within']! + detail(dagum)['netBetween']! + detail(dagum)['transvariation']!,
    ).toBeCloseTo(total, 12);
  });

  test('half of the Theil index lies between the macro-regions', () => {
    const theil = find('theil-macro-regions', about);
    expect(theil.value).toBeCloseTo(0.526, 3);
    expect(detail(theil)['between']! + detail(theil)['within']!).toBeCloseTo(theil.value!, 12);
    expect(detail(theil)['betweenShare']).toBeCloseTo(0.519, 3);
  });

  test('talent spreads apart and money moves together from 2016 to 2021, as the report says', () => {
    const change = (indicator: string): number =>
      find('cv-inputs-provinces', { indicator, year: 2021 }).value! -
      find('cv-inputs-provinces', { indicator, year: 2016 }).value!;
    expect(change('rd_personnel')).toBeGreaterThan(0);
    expect(change('rd_expenditure')).toBeLessThan(0);
  });
});

describe('spatial association', () => {
  test('R&D intensity clusters, the number of universities by city does not', () => {
    const intensity = find('moran-provinces', { indicator: 'rd_intensity', year: 2023 });
    expect(intensity.value).toBeCloseTo(0.404, 3);
    expect(detail(intensity)['p']).toBeLessThan(0.01);
    expect(detail(find('moran-cities', { indicator: 'universities' }))['p']).toBeGreaterThan(0.1);
  });

  test('local Moran sums to Moran’s I, with Hainan an island', () => {
    const overall = read<MeasureTable>('measures/lisa-provinces.json').overall!.find(
      (row) => row.indicator === 'rd_intensity' && row.year === 2023,
    )!;
    expect(detail(overall)['sum']).toBeCloseTo(
      find('moran-provinces', { indicator: 'rd_intensity', year: 2023 }).value!,
      12,
    );
    expect(overall.details).toMatchObject({ islands: ['460000'] });
  });

  test('its classes can be mapped: numbers from −2 to 2 for the prefectures of the frame', () => {
    const column = read<ColumnDocument>('columns/prefecture/lisa_universities/2025.json');
    const register = read<RegionRegister>('units/prefecture.json');
    const classes = new Set(column.values.filter((value) => value !== null));
    expect([...classes].every((value) => [-2, -1, 0, 1, 2].includes(value))).toBe(true);
    expect(classes.size).toBeGreaterThan(1);
    expect(column.values[register.code.indexOf('810000')]).toBeNull();
    const entry = read<Catalog>('catalog.json').indicators.find(({ id }) => id === 'lisa_universities');
    expect(entry?.columns[0]?.computedBy).toBe('lisa-cities');
  });
});

describe('digital innovation', () => {
  const leading = (id: string): string[] =>
    rowsOf(id)
      .toSorted((a, b) => b.value! - a.value!)
      .slice(0, 3)
      .map(({ region }) => region!);

  test('Guangdong, Beijing and Jiangsu lead under all five weightings', () => {
    const ids = ['', '-equal', '-entropy', '-critic', '-pca'].map((weighting) => `digital-index${weighting}`);
    for (const id of ids) expect(leading(id).toSorted()).toEqual(['110000', '320000', '440000']);
    expect(leading('digital-index')).toEqual(['440000', '110000', '320000']);
  });

  test('the range of ranks covers the rank of every weighting', () => {
    for (const { details } of rowsOf('digital-index-rank-range')) {
      const { best, worst, ranks } = details as { best: number; worst: number; ranks: { rank: number }[] };
      for (const { rank } of ranks) expect(rank >= best && rank <= worst).toBe(true);
    }
  });

  test('echelons of a computed column: 16 of 31 provinces at or above the median', () => {
    const [overall] = read<MeasureTable>('measures/digital-index-echelons.json').overall!;
    expect(overall?.details).toMatchObject({ counts: [5, 11, 15], tiesAtMedian: 1 });
  });
});

describe('efficiency of R&D', () => {
  const of = (id: string, year: number): MeasureRow[] => rowsOf(id).filter((row) => row.year === year);

  test('BCC is never below CCR, their ratio is the scale efficiency, for 31 provinces in 13 years', () => {
    const [bcc, ccr, scale] = ['dea-bcc', 'dea-ccr', 'scale-efficiency'].map((id) =>
      rowsOf(`${id}-provinces`),
    );
    expect(bcc).toHaveLength(31 * 13);
    for (const [index, { value }] of bcc!.entries()) {
      expect(value).toBeGreaterThanOrEqual(ccr![index]!.value! - 1e-9);
      expect(scale![index]!.value).toBeCloseTo(ccr![index]!.value! / value!, 9);
    }
  });

  test('five provinces are on the frontier of 2021, and the peers of others are among them', () => {
    const rows = of('dea-bcc-provinces', 2021);
    const frontier = rows.filter(({ value }) => value === 1).map(({ region }) => region);
    expect(frontier).toEqual(['110000', '230000', '440000', '460000', '540000']);
    for (const { details } of rows)
      for (const { code } of (details as { peers: { code: string }[] }).peers)
        expect(frontier).toContain(code);
  });

  test('targets use no more than the province does and make no less', () => {
    type Side = { name: string; target: number; slack: number }[];
    const inputs = new Map(
      ['rd_personnel', 'rd_expenditure', 'invention_applications'].map((indicator) => [
        indicator,
        read<ColumnDocument>(`columns/province/${indicator}/2021.json`).values,
      ]),
    );
    const register = read<RegionRegister>('units/province.json');
    const hebei = register.code.indexOf('130000');
    const { details, value } = of('dea-bcc-provinces', 2021).find(({ region }) => region === '130000')!;
    const sides = details as { inputs: Side; outputs: Side };
    for (const { name, target, slack } of sides.inputs)
      expect(target).toBeCloseTo(value! * inputs.get(name)![hebei]! - slack, 6);
    expect(sides.outputs[0]!.target).toBeGreaterThanOrEqual(
      inputs.get('invention_applications')![hebei]! - 1e-6,
    );
  });

  test('catching up times the move of the frontier is the change of productivity', () => {
    for (const row of rowsOf('malmquist-provinces')) {
      const { efficiencyChange, technicalChange } = detail(row);
      expect(row.value).toBeCloseTo(efficiencyChange! * technicalChange!, 9);
      expect(row.toYear).toBeGreaterThan(row.year!);
    }
  });
});

describe('R&D of 31 provinces from 2011 to 2023', () => {
  test('intensity draws together, personnel apart', () => {
    const trend = (indicator: string): number =>
      detail(
        read<MeasureTable>('measures/sigma-rd-provinces.json').overall!.find(
          (row) => row.indicator === indicator,
        )!,
      )['trend']!;
    expect(trend('rd_intensity')).toBeLessThan(0);
    expect(trend('rd_personnel')).toBeGreaterThan(0);
    expect(rowsOf('sigma-rd-provinces')).toHaveLength(3 * 13);
  });

  test('ranks hardly move: Tianjin falls furthest', () => {
    const { value, details } = find('rank-mobility-rd-provinces', { indicator: 'rd_expenditure' });
    expect(value).toBeGreaterThan(0.8);
    const { moves } = details as { moves: { code: string; move: number }[] };
    expect(moves.toSorted((a, b) => a.move - b.move)[0]).toMatchObject({ code: '120000', move: -9 });
  });

  test('the centre of gravity of expenditure moves south', () => {
    const latitude = (year: number): number =>
      detail(find('centre-of-gravity-provinces', { indicator: 'rd_expenditure', year }))['latitude']!;
    expect(latitude(2011)).toBeGreaterThan(33);
    expect(latitude(2023)).toBeLessThan(32);
  });

  test('resilience has a column for every year, not for the last one only', () => {
    const entry = read<Catalog>('catalog.json').indicators.find(
      ({ id }) => id === 'resilience_invention_grants',
    );
    expect(entry?.columns[0]?.years).toEqual(Array.from({ length: 13 }, (_, at) => 2011 + at));
  });
});

test('six cities have all five kinds of universities and platforms', () => {
  const all = rowsOf('overlap-cities').filter(({ value }) => value === 5);
  expect(all.map(({ region }) => region)).toEqual([
    '310000',
    '360100',
    '370200',
    '440100',
    '510100',
    '610100',
  ]);
});

describe('agglomerations', () => {
  test('19 of them, with Chinese names, links marked as modelled', () => {
    const table = read<MeasureTable>('measures/functional-polycentricity-agglomerations.json');
    expect(table.rows).toHaveLength(19);
    expect(table.groups).toContainEqual({
      id: 'yrd',
      name: { zh: '长江三角洲城市群', en: 'Yangtze River Delta' },
    });
    expect(table.rows.every(({ flags }) => flags.includes('modelled'))).toBe(true);
  });
});

describe('the modelled network', () => {
  test('has communities that follow the agglomerations to some degree (scikit-learn 1.9.1)', () => {
    const [row] = rowsOf('communities-and-agglomerations');
    // adjusted_rand_score and normalized_mutual_info_score of community-of-cities.csv and agglomeration-members.csv.
    expect(row!.value).toBeCloseTo(0.39187721947302223, 9);
    expect(detail(row!)['mutualInformation']).toBeCloseTo(0.7249008591937663, 9);
    expect(row).toMatchObject({ flags: ['modelled'], details: { compared: 222, inSeveral: 8 } });
  });

  test('loses half of its largest component with a few hubs, and hardly any with random places', () => {
    const after = (place: number): number => rowsOf('robustness-curve-cities')[place - 1]!.value!;
    expect(after(9)).toBeLessThan(0.5);
    expect(rowsOf('robustness-random-cities')[0]!.value).toBeGreaterThan(
      10 * rowsOf('robustness-cities')[0]!.value!,
    );
  });

  test('has pairs of tiers that share out all of its weight', () => {
    const shares = rowsOf('innovation-gravity-tier-pairs').map((row) => detail(row)['share']!);
    expect(shares).toHaveLength(10);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  });
});

test('cities that nobody designates are regional centres where they score like the designated ones', () => {
  const shown = rowsOf('centre-scores').filter((row) => detail(row)['published'] === 3);
  const isDesignated = (row: MeasureRow): boolean => detail(row)['designatedTier'] !== null;
  expect(shown.filter(isDesignated)).toHaveLength(8);
  expect(shown.filter((row) => !isDesignated(row))).toHaveLength(11);
  expect(shown.map(({ region }) => region)).toEqual(expect.arrayContaining(['320100', '340100', '220100']));
});

test('nineteen agglomerations are too few for a turning point, and the table says so', () => {
  const [row] = rowsOf('turning-point-polycentricity');
  expect(row).toMatchObject({ n: 19, details: { shape: 'inverted-u', fiellerInterval: null } });
  expect(row!.flags).toEqual(
    expect.arrayContaining(['small_sample', 'no_interior_turning_point', 'not_significant']),
  );
});

describe('printed values', () => {
  test('growth by stage and by macro-region', () => {
    const stage = (year: number, toYear: number): MeasureRow =>
      find('growth-published', { indicator: 'published_gini_innovation', year, toYear });
    const stages = [stage(2012, 2015), stage(2015, 2018), stage(2018, 2023)];
    expect(stages.map(({ value, published }) => [value!.toFixed(4), published])).toEqual([
      ['0.0194', 0.02],
      ['0.0408', 0.04],
      ['0.0431', 0.04],
    ]);
    const region = (group: string): MeasureRow =>
      find('growth-published-macro-regions', {
        indicator: 'published_gini_innovation',
        group,
        year: 2012,
        toYear: 2023,
      });
    expect(region('central')).toMatchObject({ published: 0.278 });
    expect(region('central').value).toBeCloseTo(0.278, 4);
    expect(region('west').value).toBeCloseTo(0.7583, 4);
  });

  test('shares of cities in the international comparison', () => {
    const rows = rowsOf('quoted-shares');
    expect(rows).toHaveLength(13);
    const off = rows.filter(({ value, published }) => Math.abs(value! - published!) > 0.005);
    expect(off.map(({ group }) => group!.split('’')[0])).toEqual([
      'Shenzhen and Guangzhou, share of Guangdong',
      'Zurich',
      'Zurich',
      'Shenzhen and Guangzhou, share of the nation',
      'Beijing',
    ]);
  });
});
