import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classOf, scaleLength, shadeOf } from '../../../geodata/model/class-shades.ts';
import { followState, loadPlate } from '../../../client/plate/load-plate.ts';
import { rankRows } from '../../../client/plate/column.ts';
import { createStore } from '../../../client/state/store.ts';
import { settle, type ViewState } from '../../../client/state/view-state.ts';
import { smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

describe('classes', () => {
  it('hold their upper bound', () => {
    expect([4, 10, 11, 20, 21].map((value) => classOf(value, [10, 20]))).toEqual([0, 0, 1, 1, 2]);
    expect(classOf(7, [])).toBe(0);
  });

  it('span the colour scale in order, however few they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: scaleLength }), (count) => {
        const shades = Array.from({ length: count }, (_, place) => shadeOf(place, count));
        expect(shades[0]).toBe(0);
        expect(shades.at(-1)).toBe(scaleLength - 1);
        expect(new Set(shades).size).toBe(count);
        expect([...shades].sort((one, other) => one - other)).toEqual(shades);
      }),
    );
  });
});

describe('ranks', () => {
  it('break ties by code order and leave out what has no value', () => {
    const ranks = rankRows([0, 1, 2, 3], [20, null, 40, 20]);
    expect([0, 1, 2, 3].map((row) => ranks.get(row))).toEqual([2, undefined, 1, 3]);
  });
});

describe('a plate', () => {
  it('has a mark for every region', async () => {
    const { marks, frame } = await loadPlate(smallBundle(), stateOf('patents'));
    expect(frame).toEqual([0, 1, 2, 3]);
    expect(marks.map(({ rank }) => rank)).toEqual([4, 2, 3, 1]);
    expect(marks.map(({ shade }) => shade)).toEqual([0, 2, 2, 4]);
    expect(marks.map(({ quality }) => quality)).toEqual(['measured', 'interpolated', 'measured', 'measured']);
  });

  it('ranks within the extent and keeps colours outside it', async () => {
    const { marks, frame, parents } = await loadPlate(
      smallBundle(),
      stateOf('patents', { year: 2020, within: '120000' }),
    );
    expect(frame).toEqual([2, 3]);
    expect(parents?.code).toContain('120000');
    expect(marks.map(({ rank }) => rank)).toEqual([null, null, null, 1]);
    expect(marks.map(({ shade }) => shade)).toEqual([0, 2, null, 4]);
  });

  it('shows every region where the extent is unknown', async () => {
    expect((await loadPlate(smallBundle(), stateOf('patents', { within: '990000' }))).frame).toHaveLength(4);
  });

  it('reads the network only where its links are drawn', async () => {
    expect((await loadPlate(smallBundle(), stateOf('patents'))).network).toBeNull();
    const { network } = await loadPlate(smallBundle(), stateOf('links'));
    expect(network?.document.id).toBe('gravity');
    expect(network?.register.level).toBe('city');
  });

  it('can be without an indicator', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents', { indicator: null, year: null }));
    expect(plate.column).toBeNull();
    expect(plate.marks.every(({ shade }) => shade === null)).toBe(true);
  });
});

describe('followState', () => {
  const storeOf = (state: ViewState) => createStore(state, (next) => settle(smallCatalog, next));
  const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

  it('shows the plate of the latest state only, and none for a move of the map', async () => {
    const store = storeOf(stateOf('patents'));
    const shown: (number | null)[] = [];
    followState(store, smallBundle(), { show: ({ state }) => shown.push(state.year), fail: () => {} });
    store.change({ year: 2020 });
    await settled();
    store.change({ camera: { zoom: 4, latitude: 30, longitude: 110 } });
    await settled();
    expect(shown).toEqual([2020]);
  });

  it('tells of a failure, and asks again when told to', async () => {
    const store = storeOf(stateOf('patents'));
    const bundle = smallBundle();
    const whole = smallBundle();
    let broken = true;
    bundle.register = (level) => (broken ? Promise.reject(new Error('no answer')) : whole.register(level));
    const heard: string[] = [];
    const retry = followState(store, bundle, {
      show: () => heard.push('shown'),
      fail: (error) => heard.push(String(error)),
    });
    await settled();
    broken = false;
    retry();
    await settled();
    expect(heard).toEqual(['Error: no answer', 'shown']);
  });
});
