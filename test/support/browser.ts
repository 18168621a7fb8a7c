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

/** Opens a page of a desk's size, in Chinese and light unless said otherwise. */
export async function openPage(
  browser: Browser,
  url: string,
  settings: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => {},
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
  await prepare(page);
  await page.goto(url);
  return { page, requests, mistakes };
}

/** Waits until the map has drawn everything it was told to draw. */
export async function mapIsDrawn(page: Page): Promise<void> {
  await page.locator('#map[aria-busy="false"]').waitFor({ timeout: 20_000 });
}

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

/** The colour in the middle of a picture, as #rrggbb. */
export function middleColor({ width, height, data }: Pixels): string {
  const offset = (Math.floor(height / 2) * width + Math.floor(width / 2)) * 3;
  return `#${data.toString('hex', offset, offset + 3)}`;
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
