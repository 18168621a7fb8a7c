import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../geodata/model/catalog.ts';
import type { MeasureDocument, MeasureTable } from '../../geodata/model/measure.ts';
import { atlasInBrowser } from '../support/atlas-in-browser.ts';
import { accessibilityViolations } from '../support/browser.ts';

// Panels beside the map: none of this needs the map itself.
const atlas = atlasInBrowser({ graphics: 'absent' });
let catalog: Catalog;
beforeAll(async () => {
  catalog = await atlas.document<Catalog>('catalog.json');
});

const shares = (texts: readonly string[]): number[] =>
  texts.filter((text) => /\d/.test(text)).map((text) => Number(text.replace(/[^\d.]/g, '')) / 100);

describe('views that are read beside the map', () => {
  it.each([
    ['flows', 'network', 'tier-pairs'],
    ['agglomerations', 'agglomerations', 'morphological-polycentricity'],
    ['corridors', 'corridors', null],
    ['association', 'association', 'moran'],
    ['digital', 'composite', 'composite-index'],
    ['efficiency', 'efficiency', 'dea'],
  ] as const)(
    '%s opens its analysis, with a sentence, its method and its sources',
    async (view, analysis, measure) => {
      await atlas.visit('?lang=en', async ({ page }) => {
        await page.locator(`nav a[data-view="${view}"]`).click();
        await page.locator('#tab-analysis[aria-selected="true"]').waitFor();
        expect(await page.locator('.tab-panel select').first().inputValue()).toBe(analysis);
        expect(await page.locator('.settings .lead').innerText()).toBe(
          catalog.views.find(({ id }) => id === view)!.summary.en,
        );
        expect((await page.locator('.analysis-lead').innerText()).length).toBeGreaterThan(40);
        const method = page.locator('.analysis details.method').first();
        await method.waitFor({ state: 'attached' });
        // What holds the method may be closed itself.
        await page
          .locator('.analysis details.measure')
          .evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
        await method.locator('summary').click();
        const text = await method.innerText();
        const entry = catalog.measures.find((each) => each.measure === measure);
        expect(text).toContain(
          entry === undefined
            ? catalog.networks[0]!.method.en
            : (await atlas.document<MeasureDocument>(entry.path)).description.source.slice(0, 30),
        );
        expect(await accessibilityViolations(page)).toEqual([]);
      });
    },
  );
});

describe('the structure of a network', () => {
  it('has every pair of tiers once, in the shares of its table', async () => {
    const entry = catalog.measures.find(({ measure }) => measure === 'tier-pairs')!;
    const { rows, groups } = await atlas.document<MeasureTable>(entry.path);
    await atlas.visit('?view=flows&lang=en', async ({ page }) => {
      const cells = page.locator('.matrix tbody td');
      await cells.first().waitFor();
      // A tier that nothing joins would be a row of dashes.
      const joined = new Set(rows.flatMap(({ group, other }) => [group, other]));
      expect(await cells.count()).toBe(groups!.filter(({ id }) => joined.has(id)).length ** 2);
      const shown = shares(await cells.allInnerTexts());
      const stored = rows.flatMap(({ group, other, details }) => {
        const { share } = details as { share: number };
        return group === other ? [share] : [share, share];
      });
      expect(shown.length).toBe(stored.length);
      const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
      expect(sum(shown)).toBeCloseTo(sum(stored), 1);
    });
  });

  it('names hubs that no plan has, draws what is left without them, and shows a hub on the map', async () => {
    await atlas.visit('?view=flows&lang=zh', async ({ page }) => {
      const hub = page.locator('.network-panel tr', { hasText: '未列入规划' }).first();
      await hub.waitFor();
      expect(await page.locator('.removal-chart path.line').count()).toBe(2);
      expect(await page.locator('.removal-chart').getAttribute('aria-label')).toMatch(/0\.\d{3}.*0\.\d{3}/);
      await hub.locator('button').click();
      await page.waitForURL(/region=prefecture:\d{6}/);
    });
  });
});

describe('agglomerations', () => {
  it('are compared by centres or by ties, as the catalog has them', async () => {
    const set = catalog.agglomerations![0]!;
    await atlas.visit('?view=agglomerations&lang=en', async ({ page }) => {
      const firstName = page.locator('.groups-panel tbody th').first();
      await firstName.waitFor();
      const byCentres = set.entries.toSorted(
        (one, other) => (other.polycentricity.morphological ?? -1) - (one.polycentricity.morphological ?? -1),
      )[0]!;
      expect(await firstName.innerText()).toBe(byCentres.name.en);
      await page.getByLabel('Compared by').selectOption('ties');
      const byTies = set.entries.toSorted(
        (one, other) => (other.internalShare ?? -1) - (one.internalShare ?? -1),
      )[0]!;
      await page.locator('.groups-panel tbody th', { hasText: byTies.name.en }).first().waitFor();
      expect(await firstName.innerText()).toBe(byTies.name.en);
    });
  });
});
