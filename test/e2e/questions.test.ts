import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import type { PageSettings } from '../support/browser.ts';

// The questions of docs/questions.md. Every one is asked from the first page of the atlas, as a planner finds it, and
// answered within three actions.

const atlas = atlasInBrowser({ acceptDownloads: true });

/** A planner at the atlas: what can be done, and how often it was. */
class Planner {
  readonly page: Page;
  actions = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async click(target: Locator): Promise<void> {
    this.actions++;
    await target.click();
  }

  async choose(select: Locator, label: string): Promise<void> {
    this.actions++;
    await select.selectOption({ label });
  }

  view(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  analyses(): Locator {
    return this.page.getByRole('combobox', { name: '分析内容' });
  }

  /** Texts of the cells of the first row of a table. */
  async firstRow(table: Locator): Promise<string[]> {
    const row = table.locator('tbody tr').first();
    await row.waitFor();
    return row.locator('th, td').allInnerTexts();
  }
}

/** Only a question about the map itself needs the map. */
const ask = (
  answer: (planner: Planner) => Promise<void>,
  settings: PageSettings = { graphics: 'absent' },
): Promise<void> =>
  atlas.visit(
    '?lang=zh',
    async ({ page }) => {
      const planner = new Planner(page);
      await answer(planner);
      expect(planner.actions).toBeLessThanOrEqual(3);
    },
    settings,
  );

describe('a planner asks', () => {
  it('which cities are national centres', () =>
    ask(async (planner) => {
      await planner.click(planner.tab('分析'));
      await planner.choose(planner.analyses(), '中心评分');
      const wuhan = planner.page.locator('.centres-panel tr', { hasText: '武汉市' });
      await wuhan.waitFor();
      expect(await wuhan.locator('td').nth(2).innerText()).toBe('国家级');
    }));

  it('which provinces depend on their capital', () =>
    ask(async (planner) => {
      await planner.click(planner.tab('分析'));
      await planner.click(planner.page.locator('summary', { hasText: '省会占比' }));
      const first = await planner.firstRow(
        planner.page.locator('details.measure', { hasText: '省会占比' }).locator('table'),
      );
      expect(Number(first[1])).toBeGreaterThan(0.8);
    }));

  it('where concentration rose most', () =>
    ask(async (planner) => {
      await planner.click(planner.view('集聚与省会效应'));
      await planner.click(planner.page.getByRole('radio', { name: '变化' }));
      await planner.page.locator('.ranking caption', { hasText: '变化' }).waitFor();
      const [rank, name, change] = await planner.firstRow(planner.page.locator('.ranking'));
      expect(rank).toBe('1');
      expect(name).not.toBe('');
      expect(change).toContain('+');
    }));

  it('which corridor carries most', () =>
    ask(async (planner) => {
      await planner.click(planner.tab('分析'));
      await planner.choose(planner.analyses(), '创新走廊');
      expect((await planner.firstRow(planner.page.locator('.groups-panel table')))[0]).toContain('G60');
      expect(await planner.page.locator('.groups-panel .basis').innerText()).toBe('模型推算，非观测');
    }));

  it('who the hidden hubs are', () =>
    ask(async (planner) => {
      await planner.click(planner.tab('分析'));
      await planner.choose(planner.analyses(), '中心评分');
      await planner.choose(planner.page.getByRole('combobox', { name: '数据与规划' }), '规划未列入');
      const [, score, , designated] = await planner.firstRow(planner.page.locator('.centres-panel table'));
      expect(Number(score)).toBeGreaterThan(40);
      expect(designated).toBe('—');
    }));

  it('which agglomeration is most polycentric', () =>
    ask(async (planner) => {
      await planner.click(planner.tab('分析'));
      await planner.choose(planner.analyses(), '城市群');
      const table = planner.page.locator('.groups-panel table');
      const [name, first] = await planner.firstRow(table);
      expect(name).toContain('城市群');
      const all = await table.locator('tbody tr td:nth-child(2)').allInnerTexts();
      expect(Number(first)).toBe(Math.max(...all.map(Number).filter(Number.isFinite)));
    }));

  it('what is modelled', () =>
    ask(async (planner) => {
      await planner.click(planner.view('创新联系'));
      await planner.page.locator('.legend .basis.modelled', { hasText: '模型推算，非观测' }).waitFor();
    }));

  it('where a figure comes from', () =>
    ask(async (planner) => {
      await planner.click(planner.page.locator('.ranking .row-name').first());
      const sources = planner.page.locator('.region-panel .sources');
      await sources.waitFor();
      expect(await sources.innerText()).toContain('教育部');
      expect(await sources.locator('a[href^="http"]').count()).toBeGreaterThan(0);
    }));

  it('for the table', () =>
    ask(async (planner) => {
      await planner.click(planner.page.getByRole('button', { name: '分享与下载' }));
      const download = planner.page.waitForEvent('download');
      await planner.click(planner.page.getByRole('button', { name: 'CSV' }));
      const file = await download;
      expect(file.suggestedFilename()).toBe('china-universities-2025.csv');
      const text = await readFile(await file.path(), 'utf8');
      expect(text.split('\r\n')[1]).toMatch(/^110000,北京市,Beijing,universities,2025,,92,所,1,measured,/);
    }));

  it('for a picture to put on a slide', () =>
    ask(async (planner) => {
      await planner.click(planner.page.getByRole('button', { name: '分享与下载' }));
      const download = planner.page.waitForEvent('download');
      await planner.click(planner.page.getByRole('button', { name: 'PNG' }));
      const picture = sharp(await (await download).path());
      const { width, height } = await picture.metadata();
      expect(width).toBeGreaterThan(3000);
      expect(width / height).toBeCloseTo(297 / 210, 1);
      const { channels } = await picture.stats();
      // The map is in it: a sheet without one has next to no blue against red.
      expect(channels[0]!.stdev).toBeGreaterThan(15);
    }, {}));
});
