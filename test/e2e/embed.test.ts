import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { startAtlas, type BrowserService } from '../support/browser-service.ts';

// Another port is another origin: what a page of somebody else sees.

let browser: Browser;
let service: BrowserService;
let host: Server;
let hostUrl: string;
let snippet = '';

beforeAll(async () => {
  [browser, service] = await Promise.all([openBrowser(), startAtlas()]);
  host = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><meta charset="utf-8"><title>Somebody's page</title><h1>Page</h1>${snippet}`,
    );
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  hostUrl = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await browser.close();
  await service.close();
  host.close();
});

/** The code that the share dialog hands out for a view. */
async function codeFor(query: string, label: string): Promise<string> {
  const { page } = await openPage(browser, `${service.url}${query}`);
  await page.locator('.ranking tbody tr').first().waitFor({ state: 'attached' });
  await page.getByRole('button', { name: 'Share' }).click();
  const code = await page.getByRole('textbox', { name: label, exact: true }).inputValue();
  await page.context().close();
  return code;
}

describe('a map in the page of another origin', () => {
  it('is the pasted element: drawn, of a fitting height, and telling what is chosen', async () => {
    snippet = await codeFor('?view=rd&lang=en', '<jiju-map>');
    snippet += '<output></output><script>';
    snippet += 'addEventListener("jiju-ready", () => document.body.dataset.ready = "yes");';
    snippet +=
      'addEventListener("jiju-select", ({ detail }) => document.querySelector("output").value = detail.name);';
    snippet += '</script>';
    const { page, mistakes } = await openPage(browser, hostUrl);
    await page.locator('body[data-ready=yes]').waitFor({ state: 'attached' });
    const map = page.frameLocator('iframe');
    await map.locator('#map[aria-busy="false"]').waitFor();
    const frame = page.locator('iframe');
    await page.waitForFunction(() => {
      const inner = document.querySelector('jiju-map')!.shadowRoot!.querySelector('iframe')!;
      return inner.clientHeight > inner.clientWidth / 2;
    });
    const box = (await frame.boundingBox())!;
    await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.5);
    await page.waitForFunction(() => document.querySelector('output')!.value !== '');
    expect(mistakes).toEqual([]);
    await page.context().close();
  });

  it('is a picture with the same title where scripts do not run', async () => {
    snippet = await codeFor('?view=rd&lang=en', '<jiju-map>');
    const { page } = await openPage(browser, hostUrl, { javaScriptEnabled: false });
    const picture = page.locator('jiju-map img');
    await picture.waitFor();
    expect(await picture.getAttribute('alt')).toContain('R&D');
    const { width, height } = (await picture.boundingBox())!;
    expect([width, height]).toEqual([960, 640]);
    await page.context().close();
  });

  it('is the pasted iframe', async () => {
    snippet = await codeFor('?view=centres&lang=en', 'iframe');
    const { page, mistakes } = await openPage(browser, hostUrl);
    await page.frameLocator('iframe').locator('#map[aria-busy="false"]').waitFor();
    expect(await page.frameLocator('iframe').getByRole('heading', { level: 2 }).innerText()).toContain(
      '2025',
    );
    expect(mistakes).toEqual([]);
    await page.context().close();
  });
});
