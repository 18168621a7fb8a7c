import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer } from '../../server/main.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';

// Pages that the service writes itself, as a browser sees them: with the font that is shipped, whatever is installed.

let folder: string;
let server: RunningServer;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-pages-'));
  await writeToyAtlas(folder);
  server = await startServer({
    bundleFolder: folder,
    clientFolder: join(import.meta.dirname, '../../client/public'),
    version: '1',
    port: 0,
    quiet: true,
    reloadEveryMs: 0,
  });
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Text of each element that has Chinese characters of its own and is drawn in another font than a shipped one. */
async function foreignText(session: CDPSession): Promise<string[]> {
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await session.send('DOM.querySelectorAll', {
    nodeId: root.nodeId,
    selector: 'body *',
  });
  const found: string[] = [];
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    const foreign = fonts.filter(({ isCustomFont }) => !isCustomFont);
    if (foreign.length === 0) continue;
    const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId });
    if (/[\u4E00-\u9FFF←→]/.test(outerHTML) && !outerHTML.startsWith('<code'))
      found.push(`${foreign.map(({ familyName }) => familyName).join(', ')}: ${outerHTML.slice(0, 200)}`);
  }
  return found;
}

test.each([
  ['/qgis?lang=zh', '在 QGIS 中使用'],
  ['/collections/city/items?f=html&limit=2', '下一页'],
  ['/nowhere', '地图'],
])('the text of %s is drawn in the shipped font', async (path, expected) => {
  const { page, requests, mistakes } = await openPage(browser, server.url.replace(/\/$/, '') + path);
  await page.evaluate(() => document.fonts.ready);
  expect(await page.locator('body').textContent()).toContain(expected);
  expect(await foreignText(await page.context().newCDPSession(page))).toEqual([]);
  // Only the slices whose characters the page has: not one of the rarely used ideographs.
  expect(requests.filter((url) => url.endsWith('.woff2')).length).toBeGreaterThan(1);
  expect(requests.filter((url) => url.includes('common-6'))).toEqual([]);
  expect(mistakes.filter((mistake) => !mistake.includes('404'))).toEqual([]);
  await page.context().close();
});

test('texts in two languages and boxes are lines that people read, not JSON', async () => {
  const textOf = async (path: string): Promise<string> =>
    (await fetch(server.url + path, { headers: { Accept: 'text/html' } })).text();
  const maps = await textOf('maps');
  expect(maps).toContain('<td>专利 · Patents</td>');
  expect(maps).not.toContain('{&#34;zh&#34;');
  expect(await textOf('collections/city')).toMatch(/<dd>[-\d.]+, [-\d.]+, [-\d.]+, [-\d.]+<\/dd>/);
});

test('statistics and joins are lines as well', async () => {
  for (const page of ['aggregate', 'joins']) {
    const answer = await fetch(`${server.url}collections/city/${page}`, { headers: { Accept: 'text/html' } });
    const text = await answer.text();
    expect(text, page).not.toContain('<code>{');
    expect(text, page).toMatch(page === 'joins' ? /numberOfMatchedCollectionKeys: \d/ : /patents: count \d/);
  }
});

test('what all records share is said once, each leads to its own page, and a phone need not scroll across', async () => {
  const { page } = await openPage(browser, `${server.url}collections?f=html`, {
    viewport: { width: 375, height: 812 },
  });
  expect(await page.locator('th', { hasText: /^crs$/ }).count()).toBe(0);
  expect(await page.locator('dd', { hasText: 'CRS84' }).count()).toBeGreaterThan(0);
  const address = await page.getByRole('link', { name: 'city', exact: true }).getAttribute('href');
  expect(new URL(address!).pathname).toBe('/collections/city');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.context().close();
});

test('the page of the API lists what can be asked, and fits a phone', async () => {
  const { page } = await openPage(browser, `${server.url}api?f=html`, {
    viewport: { width: 375, height: 812 },
  });
  const items = page.getByRole('row', { name: /collections\/city\/items\s/ });
  expect(await items.innerText()).toMatch(/limit, offset, bbox,.*\d+ fields/);
  expect(await page.getByRole('link', { name: /\/conformance$/ }).count()).toBe(1);
  expect(await page.getByRole('row', { name: /^limit query/ }).count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  await page.context().close();
});

test('the style sheet is asked of the origin of the page, which the policy allows', async () => {
  const answer = await fetch(`${server.url}qgis`, { headers: { Accept: 'text/html' } });
  expect(await answer.text()).toContain('<link rel="stylesheet" href="/fonts/faces.css">');
  expect(answer.headers.get('content-security-policy')).toContain("font-src 'self'");
  const sheet = await fetch(`${server.url}fonts/faces.css`);
  expect(sheet.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(await sheet.text()).toContain("url('noto-sans-sc-latin-400.woff2')");
});
