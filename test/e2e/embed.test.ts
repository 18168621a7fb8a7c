import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { openPage } from '../support/browser.ts';

// Pages of another origin, with content security policies of their own, that embed the atlas in every way it offers.

const atlas = atlasInBrowser();
let host: Server;

const bodies = {
  element: () =>
    `<script>heard = []; for (const name of ['ready', 'select', 'change']) addEventListener('jiju-' + name, ({ detail }) => heard.push([name, detail.code]));</script>
     <script type="module" src="${atlas.url}jiju-map.js"></script>
     <jiju-map view="rd" show="none" at="6/30.9/112.2" lang="zh"><img alt="R&amp;D" src="${picture()}"></jiju-map>`,
  frame: () =>
    `<iframe title="R&amp;D" width="700" height="500" src="${atlas.url}embed.html?view=rd&lang=en"></iframe>`,
};
const picture = (): string => `${atlas.url}static/province.rd_intensity.2023/auto/480x320.png`;

/** What a strict page allows: nothing but the atlas, and no worker of any kind. */
const policies = {
  strict: () =>
    `default-src 'none'; script-src 'unsafe-inline' ${atlas.url}; frame-src ${atlas.url}; img-src ${atlas.url}; style-src 'unsafe-inline'; worker-src 'none'`,
  scriptless: () => `default-src 'none'; img-src ${atlas.url}`,
};

beforeAll(async () => {
  host = createServer((request, response) => {
    const [, body, policy] = request.url!.split('/') as [string, keyof typeof bodies, keyof typeof policies];
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.setHeader('Content-Security-Policy', policies[policy]());
    response.end(`<!doctype html><title>host</title>${bodies[body]()}`);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await new Promise((resolve) => host.close(resolve));
});

const visit = async (path: string, look: (page: Page) => Promise<void>): Promise<void> => {
  const { page } = await openPage(
    atlas.browser,
    `http://127.0.0.1:${(host.address() as AddressInfo).port}${path}`,
  );
  await look(page);
  await page.context().close();
};

/** The page of the atlas inside the host's. */
const inner = async (page: Page) => (await (await page.waitForSelector('iframe')).contentFrame())!;

describe('a page of another origin', () => {
  it('shows the map by the element, hears what is chosen in it, and gives it the height it needs', async () => {
    await visit('/element/strict', async (page) => {
      const frame = await inner(page);
      await frame.locator('#map[aria-busy="false"]').waitFor({ timeout: 20_000 });
      await frame.locator('#map').click();
      await page.waitForFunction(() =>
        (globalThis as unknown as { heard: string[][] }).heard.some(([name]) => name === 'select'),
      );
      const heard = await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard);
      expect(heard[0]).toEqual(['ready', undefined]);
      expect(heard).toContainEqual(['select', '420000']);
      const { width, height } = (await page.locator('iframe').boundingBox())!;
      expect(width).toBeGreaterThan(900);
      expect(height).toBeGreaterThan(width / 1.25);
    });
  });

  it('shows the map in a frame, with its caption and the way to the atlas', async () => {
    await visit('/frame/strict', async (page) => {
      const frame = await inner(page);
      await frame.locator('#map[aria-busy="false"]').waitFor({ timeout: 20_000 });
      expect(await frame.locator('.caption').innerText()).toContain('Schematic map');
      expect(await frame.locator('a.whole').getAttribute('href')).toContain(`${atlas.url}?view=rd`);
    });
  });

  it('shows the picture of the service where it allows no scripts', async () => {
    await visit('/element/scriptless', async (page) => {
      const width = await page.locator('img').evaluate(async (image: HTMLImageElement) => {
        await image.decode();
        return image.naturalWidth;
      });
      expect(width).toBe(480);
    });
  });
});
