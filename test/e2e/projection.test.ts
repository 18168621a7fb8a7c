import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import {
  accessibilityViolations,
  differingPixels,
  mapIsDrawn,
  openBrowser,
  openPage,
  pixelsOf,
  type Pixels,
} from '../support/browser.ts';
import { documentAt, startAtlas, type BrowserService } from '../support/browser-service.ts';

let browser: Browser;
let service: BrowserService;
let catalog: Catalog;

beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startAtlas()]);
  catalog = await documentAt<Catalog>(service, 'catalog.json');
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

/** Opens an address, looks at the map without what lies over it, and closes. */
async function visit(
  query: string,
  look: (page: Page) => Promise<void>,
  settings: Parameters<typeof openPage>[2] = {},
): Promise<void> {
  const { page, mistakes } = await openPage(browser, `${service.url}${query}`, settings);
  try {
    await mapIsDrawn(page);
    await page.addStyleTag({
      content: '.inset-map, .legend, .plate-title, .zoom { visibility: hidden !important }',
    });
    await look(page);
    expect(mistakes).toEqual([]);
  } finally {
    await page.context().close();
  }
}

const projectionChoice = (page: Page, projection: string) =>
  page.locator(`input[name="projection"][value="${projection}"]`);

/** How many pixels have exactly a colour. */
function pixelsOfColor({ data }: Pixels, color: string): number {
  let count = 0;
  for (let offset = 0; offset < data.length; offset += 3)
    if (data.toString('hex', offset, offset + 3) === color) count++;
  return count;
}

/** For every class of the legend, the share of the drawn area over the share of the true area of its regions. */
async function areaRatios(page: Page): Promise<number[]> {
  const classes = await page.locator('.classes li').evaluateAll((items) =>
    items.map((item) => ({
      from: item.querySelector('.range')!.textContent,
      color: getComputedStyle(item.querySelector('.swatch')!).backgroundColor,
    })),
  );
  const colors = classes
    .filter(({ from }) => /\d/.test(from))
    .map(({ color }) =>
      (color.match(/\d+/g) ?? [])
        .slice(0, 3)
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join(''),
    );
  const pixels = await pixelsOf(page, '#map');
  const drawn = colors.map((color) => pixelsOfColor(pixels, color));
  const register = await documentAt<RegionRegister>(service, 'units/province.json');
  const { values } = await documentAt<ColumnDocument>(service, 'columns/province/rd_intensity/2023.json');
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
    const query = '?view=rd&show=none&lang=en';
    // The larger the map, the less of it is borders.
    const large = { viewport: { width: 2200, height: 1500 } };
    await visit(
      `${query}&projection=equal-area`,
      async (page) => {
        const ratios = await areaRatios(page);
        expect(ratios.length).toBeGreaterThan(2);
        for (const ratio of ratios) expect(Math.abs(ratio - 1)).toBeLessThan(0.05);
      },
      large,
    );
    await visit(
      query,
      async (page) => {
        const ratios = await areaRatios(page);
        expect(Math.max(...ratios.map((ratio) => Math.abs(ratio - 1)))).toBeGreaterThan(0.15);
      },
      large,
    );
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
    const asked: string[] = [];
    const { page } = await openPage(
      browser,
      `${service.url}?view=rd&panel=analysis&analysis=years&projection=equal-area&lang=en`,
      {},
      async (opened) => {
        await opened.addInitScript(() => {
          HTMLCanvasElement.prototype.getContext = () => null;
        });
        opened.on('request', (request) => asked.push(new URL(request.url()).pathname));
      },
    );
    try {
      await mapIsDrawn(page);
      await page.locator('.small-map').first().waitFor();
      await page.locator('.inset-map path').first().waitFor({ state: 'attached' });
      const tiles = asked.filter((path) => path.startsWith('/tiles/'));
      expect(tiles.length).toBeGreaterThan(2);
      expect(tiles.filter((path) => !path.startsWith(`/tiles/${catalog.equalArea!.id}/`))).toEqual([]);
      await page.locator('#map svg path[data-id="420000"]').first().dispatchEvent('click');
      await page.waitForURL(/region=province:420000/);
    } finally {
      await page.context().close();
    }
  });

  it('is served as tiles and archive, and never taken for degrees', async () => {
    const { id, revision } = catalog.equalArea!;
    const status = async (path: string): Promise<number> => (await fetch(`${service.url}${path}`)).status;
    expect(await status(`tiles/${id}/${revision}/2/2/2.mvt`)).toBe(200);
    expect(await status(`archives/${id}.pmtiles`)).toBe(200);
    expect(await status(`tiles/${id}/2/2/2.geojson`)).toBe(404);
    expect(await status(`tiles/${id}.json`)).toBe(404);
    expect(await status(`tiles/${id}`)).toBe(404);
  });
});
