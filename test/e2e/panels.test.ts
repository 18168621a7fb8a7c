import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { textOf } from '../support/browser.ts';

// None of this needs the map itself.
const atlas = atlasInBrowser({ graphics: 'absent' });

describe('the panels', () => {
  it('rank regions, and sort and filter them', async () => {
    await atlas.visit('?view=centres&lang=zh', async ({ page }) => {
      expect(await textOf(page, '.ranking tbody tr')).toMatch(/北京市\s*92/);
      await page.getByRole('button', { name: '所' }).click();
      const last = page.locator('.ranking tbody tr').last();
      expect(await last.innerText()).toContain('—');
      await page.getByLabel('范围').selectOption({ label: '江苏省' });
      await page.locator('.ranking tbody tr').nth(12).waitFor();
      expect(await page.locator('.ranking tbody tr').count()).toBe(13);
    });
  });

  it('show the Lorenz curve with the Gini coefficient of the very same units', async () => {
    await atlas.visit(
      '?view=rd&indicator=rd_expenditure&year=2023&panel=analysis&lang=zh',
      async ({ page }) => {
        await page.locator('.lorenz-chart').waitFor();
        expect(await textOf(page, '#gini')).toBe('0.554');
      },
    );
    await atlas.visit('?view=centres&within=320000&panel=analysis&lang=zh', async ({ page }) => {
      await page.locator('.lorenz-chart').waitFor();
      expect(await textOf(page, '#gini')).toBe('0.404');
    });
  });

  it('mark estimates on map, legend, table and chart', async () => {
    await atlas.visit(
      '?view=inequality&year=2018&region=province:420000&panel=region&lang=zh',
      async ({ page }) => {
        await page.locator('.line-chart').waitFor();
        expect(await textOf(page, '.headline')).toContain('≈');
        expect(await textOf(page, '.headline')).toContain('内插值');
        expect(await page.locator('.line-chart .dot.estimated').count()).toBeGreaterThan(0);
        expect(await textOf(page, '.legend')).toContain('推算或近似值');
      },
    );
  });

  it('find regions by Chinese name, pinyin and code', async () => {
    await atlas.visit('?view=rd&lang=zh', async ({ page }) => {
      for (const words of ['苏州', 'suzhou', '320500']) {
        await page.getByRole('combobox', { name: '查找地区' }).fill(words);
        await page.getByRole('option', { name: '苏州市' }).waitFor();
      }
      await page.keyboard.press('Enter');
      await page.locator('.region-head h2').waitFor();
      expect(await textOf(page, '.region-head h2')).toContain('苏州市');
    });
  });

  it('list what was found in the data', async () => {
    await atlas.visit('?view=rd&lang=zh', async ({ page }) => {
      await page.getByRole('button', { name: /数据质量/ }).click();
      await page.locator('dialog .remarks').first().waitFor();
      expect(await textOf(page, 'dialog')).toContain('重算值与原文不同');
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog').isVisible()).toBe(false);
    });
  });
});

describe('the address', () => {
  it('carries the whole state and goes back step by step', async () => {
    await atlas.visit('?view=rd&lang=zh', async ({ page }) => {
      await page.getByLabel('指标').selectOption({ label: 'R&D 经费' });
      await page.getByRole('tab', { name: '分析' }).click();
      await page.locator('.lorenz-chart').waitFor();
      const shared = page.url();
      expect(shared).toContain('indicator=rd_expenditure');
      expect(shared).toContain('panel=analysis');

      await atlas.visit(shared.slice(atlas.url.length), async ({ page: other }) => {
        await other.locator('.lorenz-chart').waitFor();
        expect(await other.getByLabel('指标').inputValue()).toBe('rd_expenditure');
        expect(other.url()).toBe(shared);
      });

      await page.goBack();
      await page.locator('.plate-title', { hasText: 'R&D 经费投入强度' }).waitFor();
      expect(await page.getByLabel('指标').inputValue()).toBe('rd_intensity');
      await page.goForward();
      expect(await page.getByLabel('指标').inputValue()).toBe('rd_expenditure');
    });
  });
});
