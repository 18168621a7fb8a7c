import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../client/forms/assignment.ts';
import { circleScale } from '../../../client/forms/circle-size.ts';
import { layCircles, laySquares, type FormUnit } from '../../../client/forms/form-layout.ts';
import { directions, nextUnit } from '../../../client/forms/next-unit.ts';
import { beginningOf, shortNames } from '../../../client/forms/short-names.ts';
import { spreadCircles, type Place } from '../../../client/forms/spread.ts';
import { squareGrid } from '../../../client/forms/square-grid.ts';
import { unitWords } from '../../../client/forms/unit-words.ts';
import { speak } from '../../../client/i18n/dictionary.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { smallBundle, stateOf } from '../small-atlas.ts';

const places = (most: number): fc.Arbitrary<Place[]> =>
  fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: most,
  });

describe('an assignment', () => {
  /** The least sum of all ways there are. */
  function least(costs: readonly (readonly number[])[], taken: readonly number[] = []): number {
    const [first, ...rest] = costs;
    if (first === undefined) return 0;
    return Math.min(
      ...first.map((cost, column) =>
        taken.includes(column) ? Number.POSITIVE_INFINITY : cost + least(rest, [...taken, column]),
      ),
    );
  }

  it('costs no more than any other, and gives nothing twice', () => {
    const matrices = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 }))
      .chain(([rows, more]) =>
        fc.array(fc.array(fc.nat(20), { minLength: rows + more, maxLength: rows + more }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(matrices, (costs) => {
        const columnOf = assign(costs.length, costs[0]!.length, (row, column) => costs[row]![column]!);
        expect(new Set(columnOf).size).toBe(costs.length);
        expect(columnOf.reduce((sum, column, row) => sum + costs[row]![column]!, 0)).toBe(least(costs));
      }),
    );
  });

  it('needs a column for every row', () => {
    expect(() => assign(3, 2, () => 0)).toThrow('3 rows need as many columns, found 2');
  });
});

describe('circles', () => {
  it('do not overlap once they are spread', () => {
    fc.assert(
      fc.property(places(12), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12 }), (at, sizes) => {
        const radii = at.map((_, index) => sizes[index]!);
        const moved = spreadCircles(at, radii);
        for (const [one, [x, y]] of moved.entries()) {
          for (let other = 0; other < one; other++) {
            const distance = Math.hypot(x - moved[other]![0], y - moved[other]![1]);
            expect(distance).toBeGreaterThan(0.98 * (radii[one]! + radii[other]!));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('stay where they are when there is room', () => {
    const apart: Place[] = [
      [0, 0],
      [10, 0],
      [0, 10],
    ];
    expect(spreadCircles(apart, [1, 2, 3])).toEqual(apart);
  });

  it('have areas in proportion to counts of all years, and one size for what does not add up', async () => {
    const size = { width: 600, height: 500 };
    const counts = circleScale(await loadPlate(smallBundle(), stateOf('patents')), size);
    expect(counts.bySize).toBe(true);
    expect(counts.radius(40) ** 2 / counts.radius(10) ** 2).toBeCloseTo(4);
    expect(counts.radius(null)).toBeLessThan(counts.radius(10));
    const ratios = circleScale(await loadPlate(smallBundle(), stateOf('intensity')), size);
    expect(ratios.bySize).toBe(false);
    expect(ratios.radius(2)).toBe(ratios.radius(1));
  });

  it('lie where the map has their regions, the earlier year with a size of its own', async () => {
    const plate = await loadPlate(
      smallBundle(),
      stateOf('patents', { coloring: 'compare', since: 2020, year: 2021 }),
    );
    const units = layCircles(plate, { width: 600, height: 500 }, []);
    const at = (row: number): FormUnit => units.find((unit) => unit.row === row)!;
    expect(new Set(units.map(({ row }) => row))).toEqual(new Set([0, 1, 2, 3]));
    expect(at(0).x).toBeLessThan(at(2).x);
    expect(at(0).y).toBeLessThan(at(1).y);
    expect(at(3).earlierSize).toBeGreaterThan(at(3).size);
  });
});

describe('a grid of squares', () => {
  const cellKeys = (at: readonly Place[]): string[] =>
    squareGrid(at).map(({ column, row }) => `${column} ${row}`);

  it('gives every region a square of its own, always the same one', () => {
    fc.assert(
      fc.property(places(30), (at) => {
        const keys = cellKeys(at);
        expect(new Set(keys).size).toBe(at.length);
        expect(cellKeys(at)).toEqual(keys);
      }),
      { numRuns: 30 },
    );
  });

  it('keeps what is a grid already', () => {
    const lattice = Array.from({ length: 12 }, (_, index): Place => [index % 4, Math.floor(index / 4)]);
    const cells = squareGrid(lattice);
    for (const [index, { column, row }] of cells.entries()) {
      const right = cells[index + 1];
      if (index % 4 < 3) expect([right!.column - column, right!.row - row]).toEqual([1, 0]);
      const below = cells[index + 4];
      if (below !== undefined) expect([below.column - column, below.row - row]).toEqual([0, 1]);
    }
  });

  it('keeps neighbours near and directions', () => {
    const jittered = fc
      .array(fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: -30, max: 30 })), {
        minLength: 30,
        maxLength: 30,
      })
      .map((noise) =>
        noise.map(([x, y], index): Place => [(index % 6) + x / 100, Math.floor(index / 6) + y / 100]),
      );
    fc.assert(
      fc.property(jittered, (at) => {
        const cells = squareGrid(at);
        let distance = 0;
        for (let index = 0; index < 30; index++) {
          if (index % 6 === 5) continue;
          const [one, other] = [cells[index]!, cells[index + 1]!];
          distance += Math.hypot(other.column - one.column, other.row - one.row) / 25;
        }
        expect(distance).toBeLessThan(1.6);
        for (let row = 0; row < 5; row++)
          expect(cells[6 * row]!.column).toBeLessThan(cells[6 * row + 5]!.column);
      }),
      { numRuns: 25 },
    );
  });

  it('leaves title and legend free', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents'));
    const legend = { left: 0, top: 250, right: 200, bottom: 500 };
    const title = { left: 0, top: 0, right: 300, bottom: 60 };
    const units = laySquares(plate, { width: 400, height: 500 }, [legend, title]);
    for (const { x, y, size } of units) {
      expect(x + size <= 400 && y + size <= 500).toBe(true);
      for (const { left, top, right, bottom } of [legend, title])
        expect(x + size <= left || x - size >= right || y + size <= top || y - size >= bottom).toBe(true);
    }
  });
});

describe('short names', () => {
  it('are the least that tells names apart', () => {
    expect(shortNames(['北京市', '北海市', '黑龙江省', '黑河市'])).toEqual(['北京', '北海', '黑龙', '黑河']);
    expect(shortNames(['Shanxi', 'Shaanxi', 'Shandong', 'Hubei'])).toEqual(['Shx', 'Sha', 'Shd', 'Hub']);
    expect(shortNames(['Niger', 'Nigeria'])).toEqual(['Niger', 'Nii']);
    const states = ['Massachusetts', 'Mississippi', 'Missouri', 'New Mexico'];
    expect(states.map((name) => beginningOf(name, states, 5))).toEqual([
      'Massa.',
      'Missi.',
      'Misso.',
      'New M.',
    ]);
    expect(beginningOf('Mississippi', ['Mississippi', 'Mississauga'], 7)).toBeNull();
    expect(beginningOf('Mississippi', states, 4)).toBeNull();
    expect(beginningOf('内蒙古自治区', ['内蒙古自治区'], 5)).toBeNull();
  });
});

describe('arrow keys', () => {
  const unit = (row: number, x: number, y: number): FormUnit => ({ row, x, y, size: 5, earlierSize: 5 });
  const units = [unit(0, 0, 0), unit(1, 10, 1), unit(2, 30, 0), unit(3, 0, 12), unit(4, 12, 12)];

  it('go to the nearest region that way, and nowhere at the edge', () => {
    const go = (from: number, key: string): number | undefined =>
      nextUnit(units, units[from]!, directions[key]!)?.row;
    expect([go(0, 'ArrowRight'), go(1, 'ArrowRight'), go(0, 'ArrowDown'), go(4, 'ArrowUp')]).toEqual([
      1, 2, 3, 1,
    ]);
    expect([go(0, 'ArrowLeft'), go(2, 'ArrowRight'), go(3, 'ArrowDown')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a region in words', () => {
  it('has name, value and rank, and both values where years are compared', async () => {
    const speech = speak('en');
    const words = async (changes: Parameters<typeof stateOf>[1]): Promise<string> =>
      unitWords(await loadPlate(smallBundle(), stateOf('patents', { year: 2021, ...changes })), 0, speech);
    expect(await words({})).toBe("Xi'an: 10 patents, Rank 4 of 4");
    expect(await words({ coloring: 'compare', since: 2020 })).toBe(
      "Xi'an: 4 patents → 10 patents, Rank 4 of 4",
    );
  });
});
