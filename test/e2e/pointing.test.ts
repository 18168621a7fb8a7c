import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { accessibilityViolations, differingPixels, mapIsDrawn, pixelsOf } from '../support/browser.ts';

const atlas = atlasInBrowser();

describe('pointing joins map, tables and charts', () => {
  it('marks the region of a line of an analysis on the map, by pointer and by focus', async () => {
    for (const [view, line] of [
      ['efficiency', 'province:150000'],
      ['digital', 'province:510000'],
    ] as const)
      await atlas.visit(`?view=${view}&show=none&lang=zh`, async ({ page }) => {
        const row = page.locator(`.analysis tr[data-region="${line}"]`).first();
        await row.waitFor();
        await row.scrollIntoViewIfNeeded();
        const before = await pixelsOf(page, '#map');
        await row.hover();
        await page.waitForTimeout(400);
        await mapIsDrawn(page);
        const pointed = await pixelsOf(page, '#map');
        expect(differingPixels(before, pointed)).toBeGreaterThan(100);
        await page.mouse.move(5, 5);
        await row.locator('button').focus();
        await page.waitForTimeout(400);
        await mapIsDrawn(page);
        expect(differingPixels(pointed, await pixelsOf(page, '#map'))).toBeLessThan(50);
      });
  });

  it('marks the region under the pointer in chart and tables', async () => {
    await atlas.visit('?view=association&at=6/30.9/112.2&lang=zh', async ({ page }) => {
      const point = page.locator('.scatter-chart circle[data-region="province:420000"]');
      await point.waitFor({ state: 'attached' });
      const { x, y, width, height } = (await page.locator('#map').boundingBox())!;
      await page.mouse.move(x + width / 2, y + height / 2);
      await page.locator('.scatter-chart circle.hovered').waitFor({ state: 'attached' });
      expect(await point.getAttribute('class')).toContain('hovered');
      await page.mouse.move(5, 5);
      await page.locator('.scatter-chart circle.hovered').waitFor({ state: 'detached' });
    });
  });

  it('goes through the points of the scatterplot by the arrow keys, names them, and chooses with Enter', async () => {
    await atlas.visit('?view=association&lang=en', async ({ page }) => {
      const chart = page.locator('.scatter-chart');
      await chart.waitFor();
      const own = await chart.getAttribute('aria-label');
      await chart.focus();
      await page.keyboard.press('ArrowRight');
      const first = await chart.getAttribute('aria-label');
      expect(first).not.toBe(own);
      await page.keyboard.press('ArrowRight');
      expect(await chart.getAttribute('aria-label')).not.toBe(first);
      expect(await page.locator('.scatter-chart circle.hovered').count()).toBe(1);
      const region = await page.locator('.scatter-chart circle.hovered').getAttribute('data-region');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('region') === region);
      await page.locator('.scatter-chart circle.chosen').waitFor({ state: 'attached' });
      expect(await accessibilityViolations(page)).toEqual([]);
    });
  });
});
