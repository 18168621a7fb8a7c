import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { accessibilityViolations, mapIsDrawn, colorAt, legendOf, pixelsOf } from '../support/browser.ts';

// Two years on one map, divided by a handle.

const atlas = atlasInBrowser();
let page: Page;
let mistakes: string[];

beforeAll(async () => {
  // Around the middle of Sichuan is nothing but Sichuan.
  const query = '?view=rd&show=none&coloring=compare&since=2011&split=50&at=5.5/30.5/102.8&lang=zh';
  ({ page, mistakes } = await atlas.open(query));
  await bothAreDrawn();
});

const bothAreDrawn = async (): Promise<void> => {
  await mapIsDrawn(page);
  await page.locator('.map-upper[aria-busy="false"]').waitFor();
};

const handle = () => page.getByRole('slider', { name: '两个年份之间的分界' });

/** Colour in the middle of the map. */
const middle = async (): Promise<string> => {
  const map = await pixelsOf(page, '#map');
  return colorAt(map, map.width / 2, map.height / 2);
};

describe('two years', { timeout: 60_000 }, () => {
  it('are drawn on either side of the handle, in the colours of one legend', async () => {
    // The handle itself is in the middle to begin with.
    await handle().press('Home');
    const later = await middle();
    await handle().press('End');
    const earlier = await middle();
    expect(earlier).not.toBe(later);
    const shades = (await legendOf(page)).map(({ color }) => color);
    expect(shades).toContain(later);
    expect(shades).toContain(earlier);
    expect(await page.locator('.ranking tr', { hasText: '四川省' }).innerText()).toMatch(/1\.40 → 2\.26/);
    expect(await page.locator('.classes li', { hasText: '1.02' }).first().innerText()).toContain('→');
    await page.getByRole('button', { name: '全图' }).click();
    await page.waitForURL((url) => !url.searchParams.has('at'));
    await bothAreDrawn();
  });

  it('are moved apart by key, by button and by hand, which the address says', async () => {
    await handle().press('Home');
    expect(await handle().getAttribute('aria-valuenow')).toBe('0');
    await handle().press('ArrowRight');
    expect(await handle().getAttribute('aria-valuetext')).toBe('左侧 2% 为 2011 年，其余为 2023 年');
    await page.getByRole('button', { name: '多显示 2011 年' }).click();
    expect(new URL(page.url()).searchParams.get('split')).toBe('27');

    const box = (await page.locator('#map').boundingBox())!;
    const y = box.y + 0.3 * box.height;
    await page.mouse.move(box.x + 0.27 * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.6 * box.width, y, { steps: 5 });
    await page.mouse.move(box.x + 0.8 * box.width, y, { steps: 5 });
    await page.mouse.up();
    expect(Number(await handle().getAttribute('aria-valuenow'))).toBeCloseTo(80, 0);
    await page.goBack();
    expect(await handle().getAttribute('aria-valuenow')).toBe('27');
  });

  it('move together with the map', async () => {
    /** Where the sea is, pixel by pixel. */
    const seaAt = async (split: 'Home' | 'End'): Promise<boolean[]> => {
      await handle().press(split);
      await bothAreDrawn();
      const { data } = await pixelsOf(page, '#map');
      const sea: boolean[] = [];
      for (let offset = 0; offset < data.length; offset += 3)
        sea.push(data.toString('hex', offset, offset + 3) === 'eef2f3');
      return sea;
    };
    const shareThatDiffers = (one: boolean[], other: boolean[]): number =>
      one.filter((sea, place) => sea !== other[place]).length / one.length;
    const wholeCountry = await seaAt('Home');
    await page.getByRole('button', { name: '放大' }).click();
    await page.waitForTimeout(600);
    const later = await seaAt('Home');
    // The handle itself is at one edge and then at the other.
    expect(shareThatDiffers(later, await seaAt('End'))).toBeLessThan(0.03);
    expect(shareThatDiffers(later, wholeCountry)).toBeGreaterThan(0.1);
    await page.getByRole('button', { name: '全图' }).click();
  });

  it('are both on the picture that is taken away', async () => {
    await page.getByRole('button', { name: '多显示 2023 年' }).click();
    await page.getByRole('button', { name: '多显示 2023 年' }).click();
    await page.getByRole('button', { name: '分享与下载' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'PNG' }).click();
    const { data, info } = await sharp(await (await download).path())
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    // The line between the two years runs down the middle of the map.
    const dark = Array.from({ length: info.width }, (_, x) => {
      let count = 0;
      for (let y = Math.floor(0.3 * info.height); y < 0.7 * info.height; y++) {
        if (data[(y * info.width + x) * 3]! < 70) count++;
      }
      return count;
    });
    const line = dark.indexOf(Math.max(...dark)) / info.width;
    expect(line).toBeGreaterThan(0.4);
    expect(line).toBeLessThan(0.6);
    await page.keyboard.press('Escape');
  });

  it('end when one year is asked for', async () => {
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('radio', { name: '数值' }).check();
    await mapIsDrawn(page);
    expect(await page.locator('.handle, .map-upper').count()).toBe(0);
    expect(await page.locator('#map canvas').count()).toBe(1);
    expect(mistakes).toEqual([]);
  });
});
