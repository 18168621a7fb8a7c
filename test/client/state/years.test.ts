import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../geodata/model/catalog.ts';
import { openingState, settle } from '../../../client/state/view-state.ts';
import { networkYear, shownYears } from '../../../client/state/years.ts';
import { smallCatalog } from '../small-atlas.ts';

const [gravity] = smallCatalog.networks;
const yearly: Catalog = {
  ...smallCatalog,
  networks: [{ ...gravity!, id: 'patents', years: [2005, 2010, 2020] }],
};
const links = { ...openingState(yearly, 'links', 'zh'), indicator: null };

describe('years to choose from', () => {
  it('are those of the links where nothing is coloured', () => {
    expect(shownYears(yearly, links)).toEqual([2005, 2010, 2020]);
    expect(settle(yearly, { ...links, year: 2011 }).year).toBe(2010);
    expect(settle(yearly, { ...links, year: null }).year).toBe(2020);
  });

  it('are those of the indicator where there is one, whatever the links have', () => {
    const state = openingState(yearly, 'links', 'zh');
    expect(shownYears(yearly, state)).not.toContain(2005);
    expect(settle(yearly, { ...state, year: 2005 }).year).not.toBe(2005);
  });

  it('are none without colours and without links, or with links without time', () => {
    expect(shownYears(yearly, { ...links, overlays: [] })).toEqual([]);
    expect(settle(yearly, { ...links, overlays: [], year: 2010 }).year).toBeNull();
    expect(shownYears(smallCatalog, { ...links, network: 'gravity' })).toEqual([]);
  });
});

it('links are those of the nearest year there is', () => {
  expect(networkYear(yearly.networks[0]!, 2017)).toBe(2020);
  expect(networkYear(yearly.networks[0]!, null)).toBe(2020);
  expect(networkYear(gravity!, 2017)).toBeNull();
});
