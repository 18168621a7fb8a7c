import { describe, expect, it } from 'vitest';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';

// Values that are codes of classes have the names of these wherever a person reads them.

const atlas = atlasInBrowser();

const names = {
  zh: ['高—高', '高—低', '不显著', '低—高', '低—低'],
  en: ['High among high', 'High among low', 'Not significant', 'Low among high', 'Low among low'],
};

describe.each(['zh', 'en'] as const)('local clusters in %s', (language) => {
  it('are named in the key and the table of the page', async () => {
    const view = `?indicator=lisa_hi_tech_zones&level=prefecture&year=2022&lang=${language}&panel=ranking`;
    const { page } = await atlas.open(view);
    expect(await page.locator('.classes .range').allInnerTexts()).toEqual(names[language]);
    const values = await page.locator('.ranking tbody td.value .figure:not(.none)').allInnerTexts();
    expect(values.length).toBeGreaterThan(20);
    // Beside a name may stand that it rests on estimates.
    expect(values.filter((value) => !names[language].some((name) => value.includes(name)))).toEqual([]);
    await page.context().close();
  });

  it('are named in the key of a picture, in the colours of the page', async () => {
    const map = `prefecture.lisa_hi_tech_zones.2022${language === 'en' ? '.en' : ''}`;
    const legend = (await (await fetch(`${atlas.url}legends/${map}.json`)).json()) as {
      entries: { label: string; fill: string }[];
    };
    const keys = legend.entries.map(({ label, fill }) => `${label} ${fill}`);
    expect(keys).toContain(`${names[language][2]} #f7f7f7`);
    expect(keys).toContain(`${names[language][0]} #e66101`);
  });
});

it('are named in what QGIS opens', async () => {
  const definition = await (await fetch(`${atlas.url}qgis/prefecture/lisa_hi_tech_zones/2022.qlr`)).text();
  const styles = [...definition.matchAll(/<style name="([^"]*)" layer="prefectures?"/g)].map(
    ([, name]) => name,
  );
  expect(styles).toContain('高—高 · High among high');
  expect(styles).toContain('不显著 · Not significant');
});
