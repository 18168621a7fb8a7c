import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { startAtlas, type BrowserService } from './browser-service.ts';
import { mapIsDrawn, openBrowser, openPage, type PageSettings, type WatchedPage } from './browser.ts';

/** The embedded atlas on a port of its own, and a browser to look at it. */
export interface AtlasInBrowser {
  readonly browser: Browser;
  readonly url: string;
  /** Opens an address of the atlas, e.g. `?view=rd`, and waits until its map is drawn. */
  open(query: string, settings?: PageSettings): Promise<WatchedPage>;
  /** Opens an address, looks, and closes; fails where anything was thrown or written to the console as an error. */
  visit(
    query: string,
    look: (watched: WatchedPage) => Promise<unknown>,
    settings?: PageSettings,
  ): Promise<void>;
  /** A document of the service, such as its catalog. */
  document<Document>(path: string): Promise<Document>;
}

/** Starts the atlas and a browser before the tests of a file, and ends both after them. */
export function atlasInBrowser(usual: PageSettings = {}): AtlasInBrowser {
  let browser: Browser;
  let service: BrowserService;
  beforeAll(async () => {
    [browser, service] = await Promise.all([openBrowser(), startAtlas()]);
  });
  afterAll(async () => {
    await browser.close();
    await service.close();
  });

  const open: AtlasInBrowser['open'] = async (query, settings) => {
    const watched = await openPage(browser, `${service.url}${query}`, { ...usual, ...settings });
    await mapIsDrawn(watched.page);
    return watched;
  };
  return {
    get browser() {
      return browser;
    },
    get url() {
      return service.url;
    },
    open,
    async visit(query, look, settings) {
      const watched = await open(query, settings);
      try {
        await look(watched);
        expect(watched.mistakes).toEqual([]);
      } finally {
        await watched.page.context().close();
      }
    },
    document: async <Document>(path: string) =>
      (await (await fetch(`${service.url}${path}`)).json()) as Document,
  };
}
