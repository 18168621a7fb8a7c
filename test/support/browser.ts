import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import sharp from 'sharp';
import { browserBinary } from './browser-binary.ts';

/** Starts the browser. It runs without a window and draws WebGL in software. */
export function openBrowser(): Promise<Browser> {
  const { executable, env } = browserBinary();
  return chromium.launch({ executablePath: executable, env: { ...inheritedEnvironment(), ...env } });
}

const inheritedEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

/** A page with a record of what it asked for and what went wrong. */
export interface WatchedPage {
  page: Page;
  /** URLs of all requests. */
  requests: string[];
  /** Errors that were thrown or written to the console. */
  mistakes: string[];
}

export interface PageSettings extends BrowserContextOptions {
  /**
   * `absent`: the browser knows no WebGL; `broken`: it has none to give. Either way the atlas draws a picture, which
   * costs a third of the time: enough wherever a test does not look at the map.
   */
  graphics?: 'absent' | 'broken';
}

/** Opens a page of a desk's size, in Chinese and light unless said otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  { graphics, ...settings }: PageSettings = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...settings,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const mistakes: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') mistakes.push(message.text());
  });
  if (graphics !== undefined)
    await page.addInitScript((isAbsent) => {
      if (isAbsent) Reflect.deleteProperty(globalThis, 'WebGL2RenderingContext');
      HTMLCanvasElement.prototype.getContext = () => null;
    }, graphics === 'absent');
  await page.goto(url);
  return { page, requests, mistakes };
}

/** Waits until the map has drawn everything it was told to draw. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('#map[aria-busy="false"]').waitFor({ timeout: 20_000 });
}

/** The text of the first element that a selector finds. */
export const textOf = (page: Page, selector: string): Promise<string> =>
  page.locator(selector).first().innerText();

/** Pixels of a part of the page: three bytes each, row by row. */
export interface Pixels {
  width: number;
  height: number;
  data: Buffer;
}

/** A picture of an element as it is on the screen. */
export async function pixelsOf(page: Page, selector: string): Promise<Pixels> {
  const png = await page.locator(selector).screenshot();
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** The colour at a place of a picture, as #rrggbb. */
export function colorAt({ width, data }: Pixels, x: number, y: number): string {
  const offset = (Math.floor(y) * width + Math.floor(x)) * 3;
  return `#${data.toString('hex', offset, offset + 3)}`;
}

/** A colour as CSS computes it, `rgb(44, 127, 184)`, as #2c7fb8. */
export function hexOf(color: string): string {
  const channels = (color.match(/\d+/g) ?? []).slice(0, 3);
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** The colours of the classes in the legend and the words beside them, the highest class first. */
export async function legendOf(page: Page): Promise<{ range: string; color: string }[]> {
  const classes = await page.locator('.classes li').evaluateAll((items) =>
    items.map((item) => ({
      range: item.querySelector('.range')!.textContent,
      color: getComputedStyle(item.querySelector('.swatch')!).backgroundColor,
    })),
  );
  return classes.map(({ range, color }) => ({ range, color: hexOf(color) }));
}

/** How many pixels have exactly a colour. */
export function pixelsOfColor({ data }: Pixels, color: string): number {
  const wanted = Number.parseInt(color.slice(1), 16);
  let count = 0;
  for (let offset = 0; offset < data.length; offset += 3) if (data.readUIntBE(offset, 3) === wanted) count++;
  return count;
}

/** How many pixels differ visibly between two pictures of the same size. */
export function differingPixels(one: Pixels, other: Pixels): number {
  let count = 0;
  for (let offset = 0; offset < one.data.length; offset += 3) {
    const difference =
      Math.abs(one.data[offset]! - other.data[offset]!) +
      Math.abs(one.data[offset + 1]! - other.data[offset + 1]!) +
      Math.abs(one.data[offset + 2]! - other.data[offset + 2]!);
    if (difference > 48) count++;
  }
  return count;
}

/** What axe finds against WCAG 2.2 A and AA, in one line each. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const runner = (globalThis as unknown as { axe: typeof axe }).axe;
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await runner.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map(({ html }) => html) }));
  });
  return violations.map(({ id, help, where }) => `${id}: ${help} – ${where.join(' | ').slice(0, 300)}`);
}
