import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import {
  legendOf,
  mapIsDrawn,
  pixelsOf,
  textOf,
  type PageSettings,
  type WatchedPage,
} from '../support/browser.ts';

const atlas = atlasInBrowser();

/** For what does not need the map itself. */
const picture: PageSettings = { graphics: 'absent' };

describe('for everyone', () => {
  it('speaks Chinese and English', async () => {
    await atlas.visit(
      '?view=rd',
      async ({ page }) => {
        expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
        await page.getByRole('button', { name: /切换为英文/ }).click();
        await page.getByRole('tab', { name: 'Ranking' }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        expect(await textOf(page, '.ranking tbody tr')).toContain('Beijing');
        expect(await page.title()).toBe('Atlas of Regional Innovation in China');
        expect(page.url()).toContain('lang=en');
      },
      picture,
    );
  });

  it('is dark where the system is, or where the reader says so', async () => {
    const brightness = async (page: Page): Promise<number> => {
      await mapIsDrawn(page);
      const { data } = await pixelsOf(page, 'body');
      return data.reduce((sum, byte) => sum + byte, 0) / data.length;
    };
    await atlas.visit(
      '?view=rd&lang=zh',
      async ({ page }) => {
        expect(await brightness(page)).toBeLessThan(90);
        await page.getByLabel('浅色').check();
        expect(await brightness(page)).toBeGreaterThan(180);
      },
      { colorScheme: 'dark' },
    );
  });

  it('fits a phone, with targets of 24 pixels and no sideways scrolling', async () => {
    await atlas.visit(
      '?view=centres&lang=en',
      async ({ page }) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(375);
        const small = await page
          .locator('button, select, input, [role=tab], summary, .views a')
          .evaluateAll((targets) =>
            targets
              .filter((target) => target.checkVisibility())
              .map((target) => ({ box: (target.closest('label') ?? target).getBoundingClientRect(), target }))
              .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
              .map(({ target }) => target.outerHTML.slice(0, 120)),
          );
        expect(small).toEqual([]);
        const mapHeight = async (): Promise<number> => (await page.locator('#map').boundingBox())!.height;
        const before = await mapHeight();
        await page.getByRole('button', { name: 'Collapse the panel' }).click();
        expect(await mapHeight()).toBeGreaterThan(before + 150);
        await page.getByRole('button', { name: 'Expand the panel' }).click();
        await page.getByRole('tab', { name: 'Map' }).click();
        await page.getByLabel('Indicator').waitFor();
      },
      { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true, ...picture },
    );
  });

  it('can be walked by keyboard alone', async () => {
    await atlas.visit('?view=rd&lang=en', async ({ page }) => {
      const stops: string[] = [];
      for (let step = 0; step < 40; step++) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const { activeElement: here } = document;
          if (here === null || here === document.body) return null;
          const { outlineStyle } = getComputedStyle(here);
          const label = here.getAttribute('aria-label') ?? here.textContent?.trim() ?? '';
          return `${here.tagName.toLowerCase()} ${here.id || label}${outlineStyle === 'none' && here.getAttribute('type') !== 'radio' ? ' WITHOUT OUTLINE' : ''}`;
        });
        if (stop === null) break;
        stops.push(stop);
      }
      expect(stops[0]).toBe('a Skip to the data table');
      for (const wanted of [
        'input Find a region',
        'select indicator',
        'input year',
        'canvas Map',
        'button Zoom in',
        'button tab-ranking',
      ]) {
        expect(stops).toContain(wanted);
      }
      expect(stops.filter((stop) => stop.endsWith('WITHOUT OUTLINE'))).toEqual([]);

      // The table is one stop; arrows go through it, Enter opens the region.
      await page.locator('.ranking tbody button').first().focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('.region-head h2').waitFor();
      expect(await textOf(page, '.region-head h2')).toContain('Shanghai');
    });
  });

  it('asks nothing of other hosts and throws nothing', async () => {
    await atlas.visit('?view=flows&lang=zh&region=prefecture:420100&panel=region', async ({ requests }) => {
      const foreign = requests.filter((url) => !url.startsWith(atlas.url) && !url.startsWith('data:'));
      expect(foreign).toEqual([]);
    });
  });

  it('draws a picture where there is no WebGL, with the same colours', async () => {
    const look = async ({ page, requests }: WatchedPage): Promise<void> => {
      expect(await page.locator('.graphics-note').isVisible()).toBe(true);
      const hubei = page.locator('.picture path[data-id="420000"]').first();
      const own = (await legendOf(page)).find(({ range }) => range.includes('1.78 – 2.80'))!;
      expect(await hubei.getAttribute('fill')).toBe(own.color);
      await hubei.click({ force: true });
      await page.locator('.region-head h2', { hasText: '湖北省' }).waitFor();
      expect(requests.some((url) => url.includes('map-owner'))).toBe(false);
    };
    await atlas.visit('?view=rd&lang=zh', look, picture);
  });

  it('draws the picture in the place of a map whose WebGL was lost', async () => {
    await atlas.visit('?view=rd&lang=zh', async ({ page }) => {
      await page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')!;
        canvas.getContext('webgl2')!.getExtension('WEBGL_lose_context')!.loseContext();
      });
      await page.locator('.picture path[data-id="420000"]').first().waitFor();
      expect(await page.locator('.graphics-note').isVisible()).toBe(true);
      expect(await page.locator('canvas.maplibregl-canvas').count()).toBe(0);
      await page.locator('.inset-map path').first().waitFor({ state: 'attached' });
    });
  });
});
