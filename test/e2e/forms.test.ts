import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { accessibilityViolations, mapIsDrawn } from '../support/browser.ts';

// Regions as squares and as circles in the place of the map.

const atlas = atlasInBrowser();
let page: Page;
let requests: string[];
let mistakes: string[];

beforeAll(async () => {
  ({ page, requests, mistakes } = await atlas.open('?view=rd&form=squares&lang=zh'));
});

const unit = (name: string) =>
  page.getByRole('button', { name: new RegExp(`^${name}`) }).and(page.locator('.form-unit'));

describe('regions in other forms', { timeout: 60_000 }, () => {
  it('are squares of one size, each in the colour of its class, without a tile or the code of the map', async () => {
    expect(await page.locator('.form-unit').count()).toBe(34);
    const boxes = await page
      .locator('.form-unit .outline')
      .evaluateAll((all) => all.map((each) => (each as SVGGraphicsElement).getBBox().width));
    expect(new Set(boxes.map((width) => width.toFixed(1))).size).toBe(1);
    const color = await page
      .locator('.classes li', { hasText: '> 4.44' })
      .locator('.swatch')
      .evaluate((item) => getComputedStyle(item).backgroundColor);
    expect(
      await unit('北京市')
        .locator('path')
        .first()
        .evaluate((path) => getComputedStyle(path).fill),
    ).toBe(color);
    expect(await unit('台湾省').locator('path').first().getAttribute('fill')).toContain('hatch');
    expect(requests.filter((url) => url.includes('/tiles/'))).toEqual([]);
    expect(await page.locator('#map canvas').count()).toBe(0);
  });

  it('are walked with arrow keys and opened with Enter', async () => {
    await unit('北京市').focus();
    await page.keyboard.press('ArrowRight');
    const here = await page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
    expect(here).toMatch(/^辽宁省：2\.24 %，第 14 位/);
    await page.keyboard.press('Enter');
    await page.locator('.region-head h2', { hasText: '辽宁省' }).waitFor();
    expect(page.url()).toContain('region=province:210000');
    expect(await page.locator('.form-unit[tabindex="0"]').count()).toBe(1);
    await page.getByRole('tab', { name: '排行' }).click();
    await page.locator('.ranking tr', { hasText: '上海市' }).hover();
    expect(await unit('上海市').locator('.outline').getAttribute('stroke-width')).toBe('1.5');
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('become circles whose areas are the values, over the land', async () => {
    await page.getByLabel('指标').selectOption({ label: '有效发明专利' });
    await page.getByRole('radio', { name: '圆形' }).check();
    await mapIsDrawn(page);
    const widthOf = (name: string): Promise<number> =>
      unit(name)
        .locator('.outline')
        .evaluate((path) => (path as SVGGraphicsElement).getBBox().width);
    const [first, other] = [await widthOf('广东省'), await widthOf('湖北省')];
    expect((first / other) ** 2).toBeCloseTo(665_592 / 144_472, 1);
    expect(await page.locator('.form-picture g[aria-hidden] path').count()).toBeGreaterThan(30);
    expect(await page.locator('.rings').count()).toBe(1);
    expect(await page.locator('.form .inset-map').isVisible()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('show two years in halves', async () => {
    await page.getByRole('radio', { name: '两年对照' }).check();
    await page.locator('.form-key', { hasText: '左半 2011 年，右半 2023 年' }).waitFor();
    expect(await unit('广东省').getAttribute('aria-label')).toContain(' 件 → 665,592 件');
    expect(await unit('广东省').locator('path:not(.outline)').count()).toBe(2);
  });

  it('are taken away as pictures', async () => {
    await page.getByRole('button', { name: '分享与下载' }).click();
    for (const [format, least] of [
      ['PNG', 100_000],
      ['SVG', 10_000],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: format, exact: true }).click();
      const stream = await (await download).createReadStream();
      let bytes = 0;
      for await (const chunk of stream) bytes += (chunk as Buffer).length;
      expect(bytes, format).toBeGreaterThan(least);
    }
    await page.keyboard.press('Escape');
  });

  it('are one step of the history, and leave the map as it was', async () => {
    await page.getByRole('radio', { name: '地图' }).check();
    await page.locator('#map canvas').first().waitFor();
    await mapIsDrawn(page);
    expect(await page.locator('.form').count()).toBe(0);
    await page.goBack();
    await page.locator('.form-unit').first().waitFor();
    expect(page.url()).toContain('form=circles');
    expect(mistakes).toEqual([]);
  });
});
