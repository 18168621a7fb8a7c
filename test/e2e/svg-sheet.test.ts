import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { palettes } from '../../client/map/palette.ts';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';

const atlas = atlasInBrowser();

/** The SVG that the share dialog hands out for an address. */
async function sheetOf(query: string): Promise<string> {
  const { page, mistakes } = await atlas.open(query);
  await page.getByRole('button', { name: 'Share and download' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'SVG', exact: true }).click();
  const sheet = await text(await (await download).createReadStream());
  expect(mistakes).toEqual([]);
  await page.context().close();
  return sheet;
}

/** How many pixels of a sheet have a colour. */
async function pixelsOf(sheet: string, color: string): Promise<number> {
  const { data, info } = await sharp(Buffer.from(sheet))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const wanted = color.slice(1);
  let count = 0;
  for (let at = 0; at < data.length; at += info.channels)
    if (data.toString('hex', at, at + 3) === wanted) count++;
  return count;
}

const colors = palettes.light;

it('has outlines and names of agglomerations where these are shown, and only there', async () => {
  const bare = await sheetOf('?view=agglomerations&show=none&lang=en');
  const shown = await sheetOf('?view=agglomerations&show=agglomerations&lang=en');
  expect(shown).toContain('>Yangtze River Delta<');
  expect(bare).not.toContain('>Yangtze River Delta<');
  expect(shown).toContain('stroke-dasharray');
  const ink = await Promise.all([bare, shown].map((sheet) => pixelsOf(sheet, colors.selection)));
  expect(ink[1]! - ink[0]!).toBeGreaterThan(2000);
});

it('has corridors as bands in their colour', async () => {
  const shown = await sheetOf('?view=corridors&show=corridors&lang=en');
  expect(await pixelsOf(shown, colors.corridor)).toBeGreaterThan(500);
});
