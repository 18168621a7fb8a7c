import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { accessibilityViolations, mapIsDrawn, openBrowser, openPage } from '../support/browser.ts';
import { startAtlas, type BrowserService } from '../support/browser-service.ts';

// Every view of the atlas and every analysis, opened as a reader would. With JIJU_GALLERY=1 the pictures of
// docs/gallery.md are taken on the way.

let browser: Browser;
let service: BrowserService;
let catalog: Catalog;

beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startAtlas()]);
  catalog = (await (await fetch(`${service.url}catalog.json`)).json()) as Catalog;
});
afterAll(async () => {
  await browser.close();
  await service.close();
});

const desk = { width: 1440, height: 900 };
const phone = { width: 375, height: 812 };

/** How every view is looked at: languages, light and screens by turns. */
const looks = [
  { name: 'zh-desk-light', lang: 'zh', colorScheme: 'light', viewport: desk },
  { name: 'en-desk-dark', lang: 'en', colorScheme: 'dark', viewport: desk },
  { name: 'zh-phone-dark', lang: 'zh', colorScheme: 'dark', viewport: phone },
  { name: 'en-phone-light', lang: 'en', colorScheme: 'light', viewport: phone },
] as const;

/** The analyses, each with a view and a state that has something to say about it. */
const analyses = [
  ['years', 'view=rd&panel=analysis&analysis=years'],
  ['association', 'view=rd&coloring=clusters&panel=analysis&analysis=association'],
  ['change', 'view=rd&indicator=rd_expenditure&coloring=change&since=2015'],
  ['composite', 'view=digital&region=province:440000&panel=analysis&analysis=composite'],
  ['scores', 'view=centres&scheme=centre-scores&panel=analysis&analysis=centres'],
  ['agglomerations', 'view=centres&show=agglomerations&panel=analysis&analysis=agglomerations'],
  ['corridors', 'view=centres&show=corridors,centres&panel=analysis&analysis=corridors'],
  ['province', 'view=centres&within=440000'],
  ['region', 'view=rd&region=province:420000&panel=region'],
] as const;

const gallery = join(import.meta.dirname, '../../docs/images/gallery');
const takePictures = process.env['JIJU_GALLERY'] === '1';

/** Looks at an address in all ways; what axe objects to or throws is returned. */
async function look(name: string, query: string, ways: readonly (typeof looks)[number][]): Promise<string[]> {
  const faults: string[] = [];
  for (const { name: way, lang, colorScheme, viewport } of ways) {
    const url = `${service.url}?${query}&lang=${lang}`;
    const { page, mistakes } = await openPage(browser, url, { colorScheme, viewport });
    await mapIsDrawn(page);
    await page.waitForLoadState('networkidle');
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (sideways > 0) faults.push(`${way}: ${sideways} px too wide`);
    faults.push(...mistakes.map((mistake) => `${way}: ${mistake}`));
    faults.push(...(await accessibilityViolations(page)).map((violation) => `${way}: ${violation}`));
    if (takePictures) {
      await mkdir(gallery, { recursive: true });
      const picture = sharp(await page.screenshot()).webp({ quality: 72 });
      await picture.toFile(join(gallery, `${name}-${way}.webp`));
    }
    await page.context().close();
  }
  return faults;
}

describe('every view', { timeout: 240_000 }, () => {
  it('opens without a fault in both languages, light and dark, on desk and phone', async () => {
    for (const { id } of catalog.views) expect(await look(id, `view=${id}`, looks), id).toEqual([]);
  });
});

describe('every analysis', { timeout: 240_000 }, () => {
  it('opens without a fault', async () => {
    for (const [place, [name, query]] of analyses.entries()) {
      // All ways for the gallery; by turns otherwise, to be quick.
      const ways = takePictures ? looks : [looks[place % looks.length]!];
      expect(await look(name, query, ways), name).toEqual([]);
    }
  });
});

describe('the gallery', () => {
  it('is a page with every picture', { skip: !takePictures }, async () => {
    const views = catalog.views.map(({ id, name, summary }) => ({ id, title: name.en, text: summary.en }));
    const extra = analyses.map(([id]) => ({ id, title: id, text: '' }));
    const sections = [...views, ...extra].map(({ id, title, text }) => {
      const pictures = looks.map(({ name: way }) => `![${title}, ${way}](images/gallery/${id}-${way}.webp)`);
      return [`## ${title}`, text, ...pictures].filter(Boolean).join('\n\n');
    });
    const page = `# Gallery\n\nEvery view and analysis in Chinese and English, light and dark, on a desk and on a phone. The pictures are taken by\n\`JIJU_GALLERY=1 npx vitest run test/e2e/views.test.ts\`.\n\n${sections.join('\n\n')}\n`;
    await writeFile(join(gallery, '../../gallery.md'), page);
  });
});
