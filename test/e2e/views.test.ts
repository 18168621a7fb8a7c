import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { accessibilityViolations } from '../support/browser.ts';

// Every view of the atlas and every analysis, opened as a reader would, by turns in each language, light and screen.
// With RENEW=1 each is opened in two ways, and docs/gallery.md and its pictures are made anew.

const atlas = atlasInBrowser();
let catalog: Catalog;
beforeAll(async () => {
  catalog = await atlas.document<Catalog>('catalog.json');
});

const desk = { width: 1360, height: 850 };
const phone = { width: 375, height: 812 };

const looks = {
  'zh-desk-light': { lang: 'zh', colorScheme: 'light', viewport: desk },
  'en-phone-dark': { lang: 'en', colorScheme: 'dark', viewport: phone },
  'en-desk-dark': { lang: 'en', colorScheme: 'dark', viewport: desk },
  'zh-phone-light': { lang: 'zh', colorScheme: 'light', viewport: phone },
} as const;
type Look = keyof typeof looks;
const turns = Object.keys(looks) as Look[];

/** The ways that the gallery shows. */
const shown = ['zh-desk-light', 'en-phone-dark'] as const satisfies readonly Look[];
const renew = process.env['RENEW'] === '1';
const gallery = join(import.meta.dirname, '../../docs/images/gallery');

/** Something to look at: a title for the gallery, and an address. */
interface Sight {
  id: string;
  title: string;
  text: string;
  query: string;
}

/** What the views do not open by themselves, each with a state that has something to say. */
const analyses: Sight[] = [
  {
    id: 'years',
    title: 'All years at a glance',
    text: 'One small map for every year, all in the same classes.',
    query: 'view=rd&panel=analysis&analysis=years',
  },
  {
    id: 'change',
    title: 'Difference of two years',
    text: 'How R&D expenditure changed since 2015, decline and growth in two colours.',
    query: 'view=rd&indicator=rd_expenditure&coloring=change&since=2015',
  },
  {
    id: 'compare',
    title: 'Two years on one map',
    text: 'R&D intensity of 2011 and 2023 on either side of a handle, in the same classes.',
    query: 'view=rd&coloring=compare&since=2011',
  },
  {
    id: 'equal-area',
    title: 'Equal areas',
    text: 'Albers’ projection: every region as large as it is, where Mercator enlarges the north.',
    query: 'view=inventions&projection=equal-area',
  },
  {
    id: 'squares',
    title: 'A square for every region',
    text: 'One equal square per province, roughly in its place: small provinces count as much as large ones.',
    query: 'view=rd&form=squares',
  },
  {
    id: 'circles',
    title: 'Circles',
    text: 'Valid inventions as areas of circles, moved apart where they would overlap.',
    query: 'view=inventions&form=circles',
  },
  {
    id: 'composite',
    title: 'Composite index',
    text: 'Sub-scores of one province as a radar, and the range of its rank over all weightings.',
    query: 'view=digital&region=province:440000&panel=analysis&analysis=composite',
  },
  {
    id: 'targets',
    title: 'Targets of one province',
    text: 'Data envelopment analysis: what Sichuan would need if it made as much of its inputs as its peers.',
    query: 'view=efficiency&region=province:510000&panel=analysis',
  },
  {
    id: 'scores',
    title: 'Tiers by plan and by data',
    text: 'Centres as the plans name them beside centres as the data rank them, with how firm each tier is.',
    query: 'view=centres&scheme=centre-scores&panel=analysis&analysis=centres',
  },
  {
    id: 'link-ranking',
    title: 'The strongest links',
    text: 'Without an indicator the table lists the links on the map and the places that hold them.',
    query: 'view=flows&indicator=none&among=between&panel=ranking',
  },
  {
    id: 'province',
    title: 'One province',
    text: 'The prefectures of Guangdong: map, ranking and curve are limited to them.',
    query: 'view=centres&within=440000',
  },
  {
    id: 'region',
    title: 'One region',
    text: 'All that the atlas knows of Hubei, with sources and quality.',
    query: 'view=rd&region=province:420000&panel=region',
  },
];

/** What must be seen whole: the name of the view that is open, title and legend; and nothing lies on the inset. */
const outOfSight = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const boxOf = (selector: string): DOMRect | undefined =>
      document.querySelector(selector)?.getBoundingClientRect();
    const cut = ['.views [aria-current]', '.plate-title', '.legend', '.inset-map'].filter((selector) => {
      const box = boxOf(selector);
      return (
        box !== undefined &&
        (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
      );
    });
    const inset = boxOf('.inset-map');
    const covering = ['.zoom', '.legend', '.plate-title'].filter((selector) => {
      const box = boxOf(selector);
      return (
        inset !== undefined &&
        box !== undefined &&
        box.left < inset.right &&
        box.right > inset.left &&
        box.top < inset.bottom &&
        box.bottom > inset.top
      );
    });
    return [
      ...cut.map((each) => `${each} is cut off`),
      ...covering.map((each) => `${each} lies on the inset`),
    ];
  });

/** Opens a sight; what axe objects to, what is thrown and what does not fit is returned. */
async function faultsOf({ id, query }: Sight, way: Look): Promise<string[]> {
  const { lang, colorScheme, viewport } = looks[way];
  const { page, mistakes } = await atlas.open(`?${query}&lang=${lang}`, { colorScheme, viewport });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const faults = [...mistakes, ...(await accessibilityViolations(page)), ...(await outOfSight(page))];
  if (sideways > 0) faults.push(`${sideways} px too wide`);
  if (renew) {
    await page.waitForLoadState('networkidle');
    await sharp(await page.screenshot())
      .webp({ quality: 58, effort: 6 })
      .toFile(join(gallery, `${id}-${way}.webp`));
  }
  await page.context().close();
  return faults.map((fault) => `${id}, ${way}: ${fault}`);
}

const sights = (): Sight[] => [
  ...catalog.views.map(({ id, name, summary }) => ({
    id,
    title: name.en,
    text: summary.en,
    query: `view=${id}`,
  })),
  ...analyses,
];

describe('every view and analysis', { timeout: 300_000 }, () => {
  it('opens without a fault', async () => {
    if (renew) {
      await mkdir(gallery, { recursive: true });
      await Promise.all((await readdir(gallery)).map((name) => rm(join(gallery, name))));
    }
    for (const [place, sight] of sights().entries()) {
      const ways = renew ? shown : [turns[place % turns.length]!];
      for (const way of ways) expect(await faultsOf(sight, way)).toEqual([]);
    }
  });

  it('is in the gallery', { skip: !renew }, async () => {
    const sections = sights().map(({ id, title, text }) =>
      [
        `## ${title}`,
        text,
        ...shown.map((way) => `![${title}, ${way.replaceAll('-', ', ')}](images/gallery/${id}-${way}.webp)`),
      ].join('\n\n'),
    );
    const opening =
      '# Gallery\n\nEvery view and analysis of the atlas of China, in Chinese on a desk and in English on a phone. The ' +
      'pictures are\nmade by `RENEW=1 npx vitest run test/e2e/views.test.ts`.';
    await writeFile(join(gallery, '../../gallery.md'), `${[opening, ...sections].join('\n\n')}\n`);
  });
});
