import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import {
  accessibilityViolations,
  differingPixels,
  legendOf,
  mapIsDrawn,
  pixelsOf,
  pixelsOfColor,
  type PageSettings,
  type WatchedPage,
} from '../support/browser.ts';

const atlas = atlasInBrowser();
let catalog: Catalog;
beforeAll(async () => {
  catalog = await atlas.document<Catalog>('catalog.json');
});

/** Opens an address and looks at the map without what lies over it. */
const visit = (
  query: string,
  look: (page: Page) => Promise<void>,
  settings: PageSettings = {},
): Promise<void> =>
  atlas.visit(
    query,
    async ({ page }) => {
      await page.addStyleTag({
        content: '.inset-map, .legend, .plate-title, .zoom { visibility: hidden !important }',
      });
      await look(page);
    },
    settings,
  );

const projectionChoice = (page: Page, projection: string) =>
  page.locator(`input[name="projection"][value="${projection}"]`);

/** For every class of the legend, the share of the drawn area over the share of the true area of its regions. */
async function areaRatios(page: Page): Promise<number[]> {
  const colors = (await legendOf(page)).filter(({ range }) => /\d/.test(range)).map(({ color }) => color);
  const pixels = await pixelsOf(page, '#map');
  const drawn = colors.map((color) => pixelsOfColor(pixels, color));
  const register = await atlas.document<RegionRegister>('units/province.json');
  const { values } = await atlas.document<ColumnDocument>('columns/province/rd_intensity/2023.json');
  const { breaks } = catalog.indicators
    .find(({ id }) => id === 'rd_intensity')!
    .columns.find(({ level }) => level === 'province')!;
  const areas = colors.map(() => 0);
  for (const [row, value] of values.entries()) {
    if (value === null) continue;
    const above = breaks.findIndex((bound) => value <= bound);
    const rank = above === -1 ? breaks.length : above;
    // The legend begins with the highest class.
    areas[colors.length - 1 - rank]! += register.areaKm2[row]!;
  }
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
  return areas.flatMap((area, place) =>
    // Small regions lose much of their colour to the lines of their borders.
    area < 0.03 * sum(areas) ? [] : [drawn[place]! / sum(drawn) / (area / sum(areas))],
  );
}

describe('the map of equal areas', () => {
  it('draws every class as large as its regions are, which Mercator does not', async () => {
    const query = '?view=rd&show=none&projection=equal-area&lang=en';
    const look = async (page: Page): Promise<void> => {
      const equal = await areaRatios(page);
      expect(equal.length).toBeGreaterThan(2);
      for (const ratio of equal) expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
      await projectionChoice(page, 'mercator').check({ force: true });
      await mapIsDrawn(page);
      const stretched = await areaRatios(page);
      expect(Math.max(...stretched.map((ratio) => Math.abs(ratio - 1)))).toBeGreaterThan(0.15);
    };
    // The larger the map, the less of it is borders.
    await visit(query, look, { viewport: { width: 2200, height: 1500 } });
  });

  it('is chosen by keyboard, stands in the address, and comes and goes with the back button', async () => {
    await visit('?view=flows&lang=en', async (page) => {
      const before = await pixelsOf(page, '#map');
      await projectionChoice(page, 'mercator').focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForURL(/projection=equal-area/);
      await mapIsDrawn(page);
      await page.waitForTimeout(500);
      const after = await pixelsOf(page, '#map');
      expect(differingPixels(before, after)).toBeGreaterThan(50_000);
      await visit(new URL(page.url()).search, async (other) => {
        await other.waitForTimeout(500);
        const opened = await pixelsOf(other, '#map');
        // Places of names may differ by the order in which they come.
        expect(differingPixels(opened, after)).toBeLessThan(0.01 * opened.width * opened.height);
      });
      await page.goBack();
      await mapIsDrawn(page);
      await page.waitForTimeout(500);
      expect(await projectionChoice(page, 'mercator').isChecked()).toBe(true);
      const back = await pixelsOf(page, '#map');
      expect(differingPixels(before, back)).toBeLessThan(0.01 * back.width * back.height);
      expect(await accessibilityViolations(page)).toEqual([]);
    });
  });

  it('finds the region under the pointer, and keeps the place that is looked at', async () => {
    // Around the middle of Hubei is nothing but Hubei, and a camera means the same place in both projections.
    for (const projection of ['equal-area', 'mercator'])
      await visit(`?view=rd&show=none&at=6/30.9/112.2&projection=${projection}&lang=en`, async (page) => {
        const { x, y, width, height } = (await page.locator('#map').boundingBox())!;
        await page.mouse.click(x + width / 2, y + height / 2);
        await page.waitForURL(/region=province:420000/);
        await projectionChoice(page, projection === 'mercator' ? 'equal-area' : 'mercator').check({
          force: true,
        });
        await mapIsDrawn(page);
        expect(page.url()).toContain('at=6.00/30.900/112.200');
      });
  });

  it('draws the inset, small maps of all years and the picture without WebGL in the same plane', async () => {
    const query = '?view=rd&panel=analysis&analysis=years&projection=equal-area&lang=en';
    const look = async ({ page, requests }: WatchedPage): Promise<void> => {
      await page.locator('.small-map').first().waitFor();
      await page.locator('.inset-map path').first().waitFor({ state: 'attached' });
      const tiles = requests.map((url) => new URL(url).pathname).filter((path) => path.startsWith('/tiles/'));
      expect(tiles.length).toBeGreaterThan(2);
      expect(tiles.filter((path) => !path.startsWith(`/tiles/${catalog.equalArea!.id}/`))).toEqual([]);
      await page.locator('#map svg path[data-id="420000"]').first().dispatchEvent('click');
      await page.waitForURL(/region=province:420000/);
    };
    await atlas.visit(query, look, { graphics: 'broken' });
  });

  it('is served as tiles and archive, and never taken for degrees', async () => {
    const { id, revision } = catalog.equalArea!;
    const status = async (path: string): Promise<number> => (await fetch(`${atlas.url}${path}`)).status;
    expect(await status(`tiles/${id}/${revision}/2/2/2.mvt`)).toBe(200);
    expect(await status(`archives/${id}.pmtiles`)).toBe(200);
    expect(await status(`tiles/${id}/2/2/2.geojson`)).toBe(404);
    expect(await status(`tiles/${id}.json`)).toBe(404);
    expect(await status(`tiles/${id}`)).toBe(404);
  });
});
