import { describe, expect, it } from 'vitest';
import { openingState, settle } from '../../../client/state/view-state.ts';
import { smallCatalog, stateOf } from '../small-atlas.ts';

describe('openingState', () => {
  it('is the first view where none or an unknown one is asked for', () => {
    expect(openingState(smallCatalog, null, 'zh').view).toBe('patents');
    expect(openingState(smallCatalog, 'nowhere', 'en')).toMatchObject({ view: 'patents', language: 'en' });
  });

  it('takes level, indicator, year and overlays from the view', () => {
    expect(openingState(smallCatalog, 'intensity', 'zh')).toMatchObject({
      level: 'province',
      indicator: 'intensity',
      year: 2020,
      overlays: [],
    });
    expect(openingState(smallCatalog, 'patents', 'zh').overlays).toEqual(['labels']);
  });

  it('switches on the overlay of a scheme that the view names, and chooses that scheme', () => {
    const { overlays, scheme, network } = openingState(smallCatalog, 'links', 'zh');
    expect(overlays).toEqual(['centres', 'flows']);
    expect(scheme).toBe('ranking');
    expect(network).toBe('gravity');
  });

  it('takes the latest year where the view names none', () => {
    expect(openingState(smallCatalog, 'links', 'zh').year).toBe(2021);
  });
});

describe('settle', () => {
  it('moves to a level where the indicator exists', () => {
    expect(settle(smallCatalog, stateOf('intensity', { indicator: 'patents' })).level).toBe('city');
  });

  it('keeps the nearest year that exists', () => {
    expect(settle(smallCatalog, stateOf('intensity', { year: 2018 })).year).toBe(2020);
    expect(settle(smallCatalog, stateOf('intensity', { year: 1900 })).year).toBe(2015);
    expect(settle(smallCatalog, stateOf('intensity', { level: 'city', year: 2020 })).year).toBeNull();
  });

  it('limits the extent only below the top level', () => {
    expect(settle(smallCatalog, stateOf('patents', { within: '110000' })).within).toBe('110000');
    expect(settle(smallCatalog, stateOf('intensity', { within: '110000' })).within).toBeNull();
  });

  it('forgets what the atlas does not have', () => {
    const settled = settle(
      smallCatalog,
      stateOf('patents', {
        indicator: 'x',
        level: 'y',
        scheme: 'z',
        selected: { level: 'moon', code: '1' },
        links: -3,
      }),
    );
    expect(settled).toMatchObject({
      indicator: null,
      level: 'province',
      scheme: 'plan',
      selected: null,
      links: 1,
    });
  });

  it('changes nothing that is settled', () => {
    for (const { id } of smallCatalog.views) expect(settle(smallCatalog, stateOf(id))).toEqual(stateOf(id));
  });
});
