import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeBreaks, changeOf, changeUnit } from '../../../client/plate/change.ts';
import { clusterKinds } from '../../../client/plate/clusters.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { isDotted } from '../../../client/plate/plate.ts';
import { settle } from '../../../client/state/view-state.ts';
import { smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

describe('a change', () => {
  it('is a percentage where things add up, and a difference of ratios', () => {
    expect(changeOf('count', 40, 50)).toBe(25);
    expect(changeOf('ratio', 1.5, 2)).toBe(0.5);
    expect(changeOf('extensive', 0, 5)).toBeNull();
    expect(changeOf('ratio', null, 5)).toBeNull();
  });

  it('of a percentage is in percentage points', () => {
    const percent = { zh: '%', en: '%' };
    expect(changeUnit({ kind: 'ratio', unit: percent, decimals: 2 }).unit.zh).toBe('百分点');
    expect(changeUnit({ kind: 'count', unit: { zh: '件', en: 'patents' }, decimals: 0 })).toEqual({
      unit: percent,
      decimals: 1,
    });
  });

  it('has classes about zero where values rise and fall, and ascending ones always', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
        (values) => {
          const breaks = changeBreaks(values);
          expect([...breaks].sort((one, other) => one - other)).toEqual(breaks);
          expect(new Set(breaks).size).toBe(breaks.length);
          if (Math.min(...values) < 0 && Math.max(...values) > 0) {
            expect(breaks.map((bound) => -bound).reverse()).toEqual(breaks);
          }
        },
      ),
    );
  });

  it('is what a plate shows since an earlier year', async () => {
    const plate = await loadPlate(
      smallBundle(),
      settle(smallCatalog, stateOf('patents', { coloring: 'change' })),
    );
    expect(plate.shown).toMatchObject({ since: 2020, ramp: 'diverging' });
    expect(plate.marks.map(({ value }) => value && Math.round(value))).toEqual([150, 33, null, -37]);
    expect(plate.marks.map(({ quality }) => quality)).toEqual(['measured', 'interpolated', null, 'measured']);
  });

  it('needs an earlier year', () => {
    expect(settle(smallCatalog, stateOf('patents', { coloring: 'change', year: 2020 })).coloring).toBe(
      'value',
    );
    expect(
      settle(smallCatalog, stateOf('intensity', { coloring: 'change', since: 2020, year: 2023 })).since,
    ).toBe(2020);
    expect(
      settle(smallCatalog, stateOf('intensity', { coloring: 'change', since: 2023, year: 2020 })).since,
    ).toBe(2015);
  });
});

describe('two years', () => {
  it('are laid out in the same classes', async () => {
    const plate = await loadPlate(
      smallBundle(),
      settle(smallCatalog, stateOf('patents', { coloring: 'compare' })),
    );
    expect(plate.earlier?.state.year).toBe(2020);
    expect(plate.earlier?.shown?.breaks).toEqual(plate.shown?.breaks);
    expect(plate.earlier?.marks.map(({ value }) => value)).toEqual([4, 15, null, 40]);
    expect(plate.marks.map(({ value }) => value)).toEqual([10, 20, 20, 25]);
  });

  it('need an earlier year', () => {
    expect(settle(smallCatalog, stateOf('patents', { coloring: 'compare', year: 2020 })).coloring).toBe(
      'value',
    );
  });
});

describe('clusters', () => {
  it('are coloured by kind, dotted where they would not stand the correction', async () => {
    const plate = await loadPlate(
      smallBundle(),
      settle(smallCatalog, stateOf('patents', { coloring: 'clusters' })),
    );
    expect(plate.shown?.ramp).toBe('clusters');
    const kinds = plate.marks.map(({ shade }) => (shade === null ? null : clusterKinds[shade]));
    expect(kinds).toEqual(['HH', 'LH', 'none', null]);
    expect([0, 1, 2, 3].map((row) => isDotted(plate, row))).toEqual([false, true, false, false]);
    expect(plate.marks[0]!.value).toBe(10);
  });

  it('are offered only where the atlas has them', () => {
    expect(settle(smallCatalog, stateOf('intensity', { coloring: 'clusters' })).coloring).toBe('value');
  });
});
