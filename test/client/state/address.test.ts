import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, writeAddress } from '../../../client/state/address.ts';
import { analysisIds, colorings } from '../../../geodata/model/view-words.ts';
import {
  forms,
  linkKinds,
  overlayIds,
  panelIds,
  projections,
  settle,
  sortKeys,
  themeChoices,
  type ViewState,
} from '../../../client/state/view-state.ts';
import { smallCatalog, stateOf } from '../small-atlas.ts';

const codes = ['110000', '120000'];

/** Any state that the interface can produce. */
const states: fc.Arbitrary<ViewState> = fc
  .record({
    view: fc.constantFrom('patents', 'links', 'intensity'),
    level: fc.constantFrom('province', 'city'),
    indicator: fc.constantFrom('patents', 'intensity', null),
    year: fc.constantFrom(2015, 2020, 2021, 2023, null),
    coloring: fc.constantFrom(...colorings),
    since: fc.constantFrom(2015, 2020, null),
    form: fc.constantFrom(...forms),
    split: fc.integer({ min: 0, max: 1000 }).map((value) => value / 10),
    overlays: fc.subarray([...overlayIds]),
    scheme: fc.constantFrom('plan', 'ranking'),
    network: fc.constant('gravity'),
    links: fc.integer({ min: 1, max: 400 }),
    linkKind: fc.constantFrom(...linkKinds),
    within: fc.constantFrom(...codes, null),
    selected: fc.option(
      fc.record({ level: fc.constantFrom('province', 'city'), code: fc.constantFrom(...codes, 'a:b,c') }),
    ),
    panel: fc.constantFrom(...panelIds),
    analysis: fc.constantFrom(...analysisIds),
    sort: fc.record({ by: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
    projection: fc.constantFrom(...projections),
    camera: fc.option(
      fc.record({
        zoom: fc.integer({ min: 100, max: 1100 }).map((value) => value / 100),
        latitude: fc.integer({ min: -80_000, max: 80_000 }).map((value) => value / 1000),
        longitude: fc.integer({ min: -180_000, max: 180_000 }).map((value) => value / 1000),
      }),
    ),
    language: fc.constantFrom('zh', 'en'),
    theme: fc.constantFrom(...themeChoices),
  })
  .map((state) => settle(smallCatalog, state));

describe('the address', () => {
  it('says everything about every state', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(readAddress(smallCatalog, writeAddress(smallCatalog, state), 'zh')).toEqual(state);
      }),
    );
  });

  it('says no more than what differs from the view', () => {
    expect(writeAddress(smallCatalog, stateOf('patents'))).toBe('?view=patents&lang=zh');
    expect(
      writeAddress(
        smallCatalog,
        stateOf('patents', { year: 2020, selected: { level: 'city', code: '110100' } }),
      ),
    ).toBe('?view=patents&year=2020&region=city:110100&lang=zh');
  });

  it('is read whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.webQueryParameters(), (noise, query) => {
        const state = readAddress(smallCatalog, `?view=${noise}&${query}&at=${noise}&year=${noise}`, 'en');
        expect(settle(smallCatalog, state)).toEqual(state);
      }),
    );
  });

  it('opens in the preferred language unless it names one', () => {
    expect(readAddress(smallCatalog, '', 'en').language).toBe('en');
    expect(readAddress(smallCatalog, '?lang=zh', 'en').language).toBe('zh');
    expect(readAddress(smallCatalog, '?lang=fr', 'en').language).toBe('en');
  });

  it('keeps the indicator of the view where it names an unknown one', () => {
    expect(readAddress(smallCatalog, '?view=intensity&indicator=x', 'zh').indicator).toBe('intensity');
    expect(readAddress(smallCatalog, '?view=intensity&indicator=none', 'zh').indicator).toBeNull();
  });
});
