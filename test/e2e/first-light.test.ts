import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  differingPixels,
  mapIsDrawn,
  middleColor,
  openBrowser,
  openPage,
  pixelsOf,
  type WatchedPage,
} from '../support/browser.ts';
import { startAtlas, type BrowserService } from '../support/browser-service.ts';

let browser: Browser;
let service: BrowserService;

beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startAtlas()]);
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

const open = async (
  query: string,
  settings: Parameters<typeof openPage>[2] = {},
  prepare?: (page: Page) => Promise<unknown>,
): Promise<WatchedPage> => {
  const watched = await openPage(browser, `${service.url}${query}`, settings, prepare);
  await watched.page.locator('.ranking tbody tr').first().waitFor({ state: 'attached' });
  return watched;
};

/** Opens an address, looks, and closes. */
const visit = async (
  query: string,
  look: (watched: WatchedPage) => Promise<void>,
  settings: Parameters<typeof openPage>[2] = {},
): Promise<void> => {
  const watched = await open(query, settings);
  try {
    await look(watched);
  } finally {
    await watched.page.context().close();
  }
};

const textOf = (page: Page, selector: string): Promise<string> => page.locator(selector).first().innerText();

describe('the map', () => {
  // Places far from borders and islands, seen from near enough that the middle of the map is nothing else.
  const places = [
    { name: '湖北省', at: '6/30.9/112.2' },
    { name: '西藏自治区', at: '6/32/87' },
    { name: '广东省', at: '6/24.1/115' },
    { name: '青海省', at: '6/36/97' },
  ];

  it('colours regions as legend and table say', async () => {
    const drawn = new Map<string, string>();
    for (const { name, at } of places) {
      await visit(`?view=rd&show=none&at=${at}&panel=ranking&lang=zh`, async ({ page }) => {
        await mapIsDrawn(page);
        const value = Number(
          (await page.locator('.ranking tr', { hasText: name }).locator('.figure').innerText()).replaceAll(
            ',',
            '',
          ),
        );
        const classes = await page.locator('.classes li').evaluateAll((items) =>
          items.map((item) => ({
            range: item.querySelector('.range')!.textContent,
            color: getComputedStyle(item.querySelector('.swatch')!).backgroundColor,
          })),
        );
        const own = classes.find(({ range }) => holds(range, value));
        expect(hexOf(own!.color), `${name}: ${value}`).toBe(middleColor(await pixelsOf(page, '#map')));
        drawn.set(name, own!.color);
      });
    }
    expect(new Set(drawn.values()).size).toBeGreaterThan(2);
  });

  it('hatches regions without data', async () => {
    await visit('?view=rd&show=none&at=8/23.7/120.95&lang=zh', async ({ page }) => {
      await mapIsDrawn(page);
      const { data } = await pixelsOf(page, '#map');
      const colors = new Set<string>();
      for (let offset = 0; offset < data.length; offset += 3)
        colors.add(data.toString('hex', offset, offset + 3));
      expect(colors).toContain('f3f3f0');
      expect(colors).toContain('b9bec0');
    });
  });

  it('shows the South China Sea in an inset that nothing covers, in the colours of the map', async () => {
    await visit('?view=rd&show=none&lang=zh', async ({ page }) => {
      await mapIsDrawn(page);
      const hainan = page.locator('.inset-map path[data-id="460000"]').first();
      await hainan.waitFor();
      const own = await page
        .locator('.classes li', { hasText: '1.02 – 1.78' })
        .locator('.swatch')
        .evaluate((item) => getComputedStyle(item).backgroundColor);
      expect(await hainan.getAttribute('fill')).toBe(hexOf(own));
      const box = (await page.locator('.inset-map').boundingBox())!;
      const legend = (await page.locator('.legend').boundingBox())!;
      expect(legend.x + legend.width).toBeLessThan(box.x);
    });
  });

  it('writes Chinese names with the ink of its own font', async () => {
    await visit('?view=rd&lang=zh', async ({ page, requests }) => {
      await mapIsDrawn(page);
      const withNames = await pixelsOf(page, '#map');
      await page.getByLabel('地名').uncheck();
      await mapIsDrawn(page);
      expect(differingPixels(withNames, await pixelsOf(page, '#map'))).toBeGreaterThan(3000);
      expect(requests.some((url) => url.includes('/fonts/noto-sans-sc-core'))).toBe(true);
    });
  });

  it('draws centres and links, and says that links are modelled', async () => {
    await visit('?view=flows&show=none&lang=zh', async ({ page }) => {
      await mapIsDrawn(page);
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
    await visit('?view=flows&indicator=none&links=20&panel=ranking&lang=zh', async ({ page }) => {
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
    await visit('?view=rd&show=none&at=6/30.9/112.2&lang=zh', async ({ page }) => {
      await mapIsDrawn(page);
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
});

describe('the panels', () => {
  it('rank regions, and sort and filter them', async () => {
    await visit('?view=centres&lang=zh', async ({ page }) => {
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
    await visit('?view=rd&indicator=rd_expenditure&year=2023&panel=analysis&lang=zh', async ({ page }) => {
      await page.locator('.lorenz-chart').waitFor();
      expect(await textOf(page, '#gini')).toBe('0.554');
    });
    await visit('?view=centres&within=320000&panel=analysis&lang=zh', async ({ page }) => {
      await page.locator('.lorenz-chart').waitFor();
      expect(await textOf(page, '#gini')).toBe('0.404');
    });
  });

  it('mark estimates on map, legend, table and chart', async () => {
    await visit(
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
    await visit('?view=rd&lang=zh', async ({ page }) => {
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
    await visit('?view=rd&lang=zh', async ({ page }) => {
      await page.getByRole('button', { name: /数据质量/ }).click();
      await page.locator('dialog .remarks').first().waitFor();
      expect(await textOf(page, 'dialog')).toContain('measure/differs-from-published');
      await page.keyboard.press('Escape');
      expect(await page.locator('dialog').isVisible()).toBe(false);
    });
  });
});

describe('the address', () => {
  it('carries the whole state and goes back step by step', async () => {
    await visit('?view=rd&lang=zh', async ({ page }) => {
      await page.getByLabel('指标').selectOption({ label: 'R&D 经费' });
      await page.getByRole('tab', { name: '分析' }).click();
      await page.locator('.lorenz-chart').waitFor();
      const shared = page.url();
      expect(shared).toContain('indicator=rd_expenditure');
      expect(shared).toContain('panel=analysis');

      await visit(shared.slice(service.url.length), async ({ page: other }) => {
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

  it('ignores what makes no sense', async () => {
    await visit(
      '?view=nowhere&indicator=nothing&year=abc&level=moon&region=x&at=1/2&links=-5&lang=zh',
      async ({ page, mistakes }) => {
        await mapIsDrawn(page);
        expect(mistakes).toEqual([]);
      },
    );
  });
});

describe('for everyone', () => {
  it('speaks Chinese and English', async () => {
    await visit('?view=rd', async ({ page }) => {
      expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
      await page.getByRole('button', { name: /切换为英文/ }).click();
      await page.getByRole('tab', { name: 'Ranking' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await textOf(page, '.ranking tbody tr')).toContain('Beijing');
      expect(await page.title()).toBe('Atlas of Regional Innovation in China');
      expect(page.url()).toContain('lang=en');
    });
  });

  it('is dark where the system is, or where the reader says so', async () => {
    const brightness = async (page: Page): Promise<number> => {
      await mapIsDrawn(page);
      const { data } = await pixelsOf(page, 'body');
      return data.reduce((sum, byte) => sum + byte, 0) / data.length;
    };
    await visit(
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
    await visit(
      '?view=centres&lang=en',
      async ({ page }) => {
        await mapIsDrawn(page);
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
      { viewport: { width: 375, height: 812 }, hasTouch: true, isMobile: true },
    );
  });

  it('can be walked by keyboard alone', async () => {
    await visit('?view=rd&lang=en', async ({ page }) => {
      await mapIsDrawn(page);
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
    await visit(
      '?view=flows&lang=zh&region=prefecture:420100&panel=region',
      async ({ page, requests, mistakes }) => {
        await mapIsDrawn(page);
        const foreign = requests.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'));
        expect(foreign).toEqual([]);
        expect(mistakes).toEqual([]);
      },
    );
  });

  it('draws a picture where there is no WebGL, with the same colours', async () => {
    const watched = await open('?view=rd&lang=zh', {}, (page) =>
      page.addInitScript(() => {
        Reflect.deleteProperty(globalThis, 'WebGL2RenderingContext');
        HTMLCanvasElement.prototype.getContext = () => null;
      }),
    );
    const { page, requests, mistakes } = watched;
    await mapIsDrawn(page);
    expect(await page.locator('.graphics-note').isVisible()).toBe(true);
    const hubei = page.locator('.picture path[data-id="420000"]').first();
    const swatch = await page
      .locator('.classes li', { hasText: '1.78 – 2.80' })
      .locator('.swatch')
      .evaluate((item) => getComputedStyle(item).backgroundColor);
    expect(await hubei.getAttribute('fill')).toBe(hexOf(swatch));
    await hubei.click({ force: true });
    await page.locator('.region-head h2', { hasText: '湖北省' }).waitFor();
    expect(requests.some((url) => url.includes('map-owner'))).toBe(false);
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  it('draws the picture in the place of a map whose WebGL was lost', async () => {
    await visit('?view=rd&lang=zh', async ({ page }) => {
      await mapIsDrawn(page);
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

/** Whether the words of a class hold a value. */
function holds(range: string, value: number): boolean {
  const numbers = (range.match(/[\d.,]+/g) ?? []).map((text) => Number(text.replaceAll(',', '')));
  if (range.startsWith('≤')) return value <= numbers[0]!;
  if (range.startsWith('>')) return value > numbers[0]!;
  return value > numbers[0]! && value <= numbers[1]!;
}

/** `rgb(44, 127, 184)` as `#2c7fb8`. */
function hexOf(color: string): string {
  const channels = (color.match(/\d+/g) ?? [])
    .slice(0, 3)
    .map((text) => Number(text).toString(16).padStart(2, '0'));
  return `#${channels.join('')}`;
}
