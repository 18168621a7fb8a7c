import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import {
  colorAt,
  differingPixels,
  legendOf,
  mapIsDrawn,
  pixelsOf,
  pixelsOfColor,
  textOf,
} from '../support/browser.ts';

const atlas = atlasInBrowser();

describe('the map', () => {
  it('colours regions as legend and table say', async () => {
    // Places far from borders and islands, on a map of which the address says the middle.
    const places = {
      湖北省: [112.2, 30.9],
      西藏自治区: [87, 32],
      广东省: [115, 24.1],
      青海省: [97, 36],
    } as const;
    const middle = [101, 31] as const;
    const at = `3.5/${middle[1]}/${middle[0]}`;
    await atlas.visit(`?view=rd&show=none&at=${at}&panel=ranking&lang=zh`, async ({ page }) => {
      const classes = await legendOf(page);
      const map = await pixelsOf(page, '#map');
      const drawn = new Set<string>();
      for (const [name, place] of Object.entries(places)) {
        const figure = page.locator('.ranking tr', { hasText: name }).locator('.figure');
        const value = Number((await figure.innerText()).replaceAll(',', ''));
        const own = classes.find(({ range }) => holds(range, value))!;
        const [x, y] = offsetOf(place, middle, 3.5);
        expect(colorAt(map, map.width / 2 + x, map.height / 2 + y), `${name}: ${value}`).toBe(own.color);
        drawn.add(own.color);
      }
      expect(drawn.size).toBeGreaterThan(2);
    });
  });

  it('hatches regions without data', async () => {
    await atlas.visit('?view=rd&show=none&at=8/23.7/120.95&lang=zh', async ({ page }) => {
      const map = await pixelsOf(page, '#map');
      expect(pixelsOfColor(map, '#f3f3f0')).toBeGreaterThan(0);
      expect(pixelsOfColor(map, '#b9bec0')).toBeGreaterThan(0);
    });
  });

  it('shows the South China Sea in an inset that nothing covers, in the colours of the map', async () => {
    await atlas.visit('?view=rd&show=none&lang=zh', async ({ page }) => {
      const hainan = page.locator('.inset-map path[data-id="460000"]').first();
      await hainan.waitFor();
      const own = (await legendOf(page)).find(({ range }) => range.includes('1.02 – 1.78'))!;
      expect(await hainan.getAttribute('fill')).toBe(own.color);
      const box = (await page.locator('.inset-map').boundingBox())!;
      const legend = (await page.locator('.legend').boundingBox())!;
      expect(legend.x + legend.width).toBeLessThan(box.x);
    });
  });

  it('writes Chinese names with the ink of its own font', async () => {
    await atlas.visit('?view=rd&lang=zh', async ({ page, requests }) => {
      const withNames = await pixelsOf(page, '#map');
      await page.getByLabel('地名').uncheck();
      await mapIsDrawn(page);
      expect(differingPixels(withNames, await pixelsOf(page, '#map'))).toBeGreaterThan(3000);
      expect(requests.some((url) => url.includes('/fonts/noto-sans-sc-core'))).toBe(true);
    });
  });

  it('draws centres and links, and says that links are modelled', async () => {
    await atlas.visit('?view=flows&show=none&lang=zh', async ({ page }) => {
      const bare = await pixelsOf(page, '#map');
      await page.getByLabel('联系', { exact: true }).check();
      await mapIsDrawn(page);
      expect(differingPixels(bare, await pixelsOf(page, '#map'))).toBeGreaterThan(2000);
      expect(await textOf(page, '.legend')).toContain('模型推算，非观测');
      await page.getByLabel('创新中心', { exact: true }).check();
      await mapIsDrawn(page);
      expect(await textOf(page, '.legend')).toContain('国际级');
    });
  });

  it('lists links and their ends where nothing is coloured, marks them on the map, and hands them out', async () => {
    await atlas.visit('?view=flows&indicator=none&links=20&panel=ranking&lang=zh', async ({ page }) => {
      const links = page.locator('.links tbody').last().locator('tr');
      await links.first().waitFor();
      expect(await links.count()).toBe(20);
      const weights = await links.locator('.figure').allInnerTexts();
      const numbers = weights.map(Number);
      expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
      await mapIsDrawn(page);
      const before = await pixelsOf(page, '#map');
      await page.locator('.links .row-name', { hasText: '北京市' }).first().hover();
      await mapIsDrawn(page);
      expect(differingPixels(before, await pixelsOf(page, '#map'))).toBeGreaterThan(20);
      await page.getByRole('button', { name: '分享与下载' }).click();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'CSV' }).click();
      expect((await download).suggestedFilename()).toBe('china-innovation-gravity.csv');
      await page.keyboard.press('Escape');
      await page.locator('.links .row-name').first().click();
      await page.locator('.region-head h2').waitFor();
    });
  });

  it('opens the inspector for the region that is clicked', async () => {
    await atlas.visit('?view=rd&show=none&at=6/30.9/112.2&lang=zh', async ({ page }) => {
      const box = (await page.locator('#map').boundingBox())!;
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
      await page.locator('.region-head h2').waitFor();
      expect(await textOf(page, '.region-head h2')).toContain('湖北省');
      const inspector = await textOf(page, '.region-panel');
      expect(inspector).toContain('第 10 位');
      expect(inspector).toContain('空间基尼系数');
      expect(inspector).toContain('国家统计局');
      expect(page.url()).toContain('region=province:420000');
    });
  });

  it('is drawn where the address makes no sense', async () => {
    const query = '?view=nowhere&indicator=nothing&year=abc&level=moon&region=x&at=1/2&links=-5&lang=zh';
    await atlas.visit(query, async ({ page }) => {
      expect(await textOf(page, '.ranking tbody tr')).toMatch(/\d/);
    });
  });
});

/** Whether the words of a class hold a value. */
function holds(range: string, value: number): boolean {
  const numbers = (range.match(/[\d.,]+/g) ?? []).map((text) => Number(text.replaceAll(',', '')));
  if (range.startsWith('≤')) return value <= numbers[0]!;
  if (range.startsWith('>')) return value > numbers[0]!;
  return value > numbers[0]! && value <= numbers[1]!;
}

type Place = readonly [longitude: number, latitude: number];

/** Pixels from one place to another to the right and down, in Mercator's projection on tiles of 512 pixels. */
function offsetOf(place: Place, middle: Place, zoom: number): [x: number, y: number] {
  const size = 512 * 2 ** zoom;
  const y = (latitude: number): number => Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
  return [((place[0] - middle[0]) / 360) * size, (y(middle[1]) - y(place[1])) * size];
}
