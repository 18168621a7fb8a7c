import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { mapIsDrawn } from '../support/browser.ts';

const atlas = atlasInBrowser();

const kilobyte = 1000;

/**
 * Bytes of the first view by kind, compressed as a server without Brotli would send them. Own code is all but the two
 * files that MapLibre is in.
 */
async function weigh(
  query: string,
): Promise<Record<'code' | 'own' | 'fonts' | 'tiles' | 'documents', number>> {
  const weights = { code: 0, own: 0, fonts: 0, tiles: 0, documents: 0 };
  const context = await atlas.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const bodies: Promise<void>[] = [];
  const seen = new Set<string>();
  page.on('response', (response) => {
    const url = response.url();
    // The map asks for a font again that the page has in its cache.
    if (seen.has(url)) return;
    seen.add(url);
    bodies.push(
      response.body().then((body) => {
        if (url.endsWith('.woff2')) weights.fonts += body.length;
        else if (/\/tiles\//.test(url)) weights.tiles += gzipSync(body).length;
        else if (/\.(js|css|mjs)$|\/(\?.*)?$/.test(url)) {
          const size = gzipSync(body, { level: 9 }).length;
          weights.code += size;
          if (url.endsWith('.js') && !/\/assets\/map-(owner|worker)-/.test(url)) weights.own += size;
        } else if (url.endsWith('.json')) weights.documents += gzipSync(body).length;
      }),
    );
  });
  await page.goto(`${atlas.url}${query}`);
  await mapIsDrawn(page);
  await Promise.all(bodies);
  await context.close();
  return weights;
}

/** Milliseconds from the address to a map that is drawn, on a processor that is some times as slow. */
async function drawnAfter(query: string, slowness: number): Promise<number> {
  const context = await atlas.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
    const begin = performance.now();
    await page.goto(`${atlas.url}${query}`);
    await page.locator('#map[aria-busy="false"]').waitFor({ timeout: 60_000 });
    return performance.now() - begin;
  } finally {
    await context.close();
  }
}

describe('the first view', () => {
  it('is drawn on a slow processor too', async () => {
    const time = await drawnAfter('?lang=zh', 4);
    console.log(`first view at 4x CPU throttle: drawn after ${time.toFixed(0)} ms`);
    // Times are printed, not asserted: the machine may be busy with other tests.
  });

  it('keeps its budget of bytes', async () => {
    const weights = await weigh('?lang=zh');
    const shown = Object.entries(weights).map(
      ([kind, bytes]) => `${kind} ${(bytes / kilobyte).toFixed(1)} KB`,
    );
    console.log(`first view, gzip: ${shown.join(', ')}`);
    expect(weights.own).toBeLessThan(60 * kilobyte);
    expect(weights.code).toBeLessThan(540 * kilobyte);
    expect(weights.tiles).toBeLessThan(80 * kilobyte);
  });

  it('is drawn, and changes its year, in time', async () => {
    const begin = performance.now();
    const { page } = await atlas.open('?view=rd&lang=zh');
    const drawn = performance.now() - begin;
    const slider = page.locator('#year');
    const changes: number[] = [];
    for (let step = 0; step < 5; step++) {
      changes.push(
        await slider.evaluate(async (input: HTMLInputElement) => {
          const map = document.getElementById('map')!;
          const start = performance.now();
          const before = document.querySelector('.plate-year')?.textContent;
          input.valueAsNumber -= 1;
          input.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise<void>((resolve) => {
            const look = (): void => {
              const changed = document.querySelector('.plate-year')?.textContent !== before;
              const there = changed && map.getAttribute('aria-busy') === 'false';
              if (there) resolve();
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          });
          return performance.now() - start;
        }),
      );
    }
    await page.context().close();
    const median = changes.sort((one, other) => one - other)[2]!;
    console.log(`first view drawn after ${drawn.toFixed(0)} ms; a year changes in ${median.toFixed(0)} ms`);
    // Times are printed, not asserted: the machine may be busy with other tests.
    expect(changes).toHaveLength(5);
  });
});
