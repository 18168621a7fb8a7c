import { describe, expect, it } from 'vitest';
import type { TierScheme } from '../../../geodata/model/catalog.ts';
import { isEmbedMessage } from '../../../client/embed/messages.ts';
import { speak } from '../../../client/i18n/dictionary.ts';
import { palettes } from '../../../client/map/palette.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import type { Plate } from '../../../client/plate/plate.ts';
import { embedCode } from '../../../client/share/embed-code.ts';
import { greatCircle } from '../../../client/share/sheet-overlays.ts';
import { layOutSheet } from '../../../client/share/sheet.ts';
import { linksCsv } from '../../../client/share/links-csv.ts';
import { plateCsv } from '../../../client/share/table-csv.ts';
import { openingState } from '../../../client/state/view-state.ts';
import { smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

describe('the table as CSV', () => {
  it('has the rows of the table in its order, with unrounded values, quality and source', async () => {
    const lines = plateCsv(await loadPlate(smallBundle(), stateOf('patents'))).split('\r\n');
    expect(lines[0]).toBe('\uFEFFcode,name,name_en,indicator,year,since,value,unit,rank,quality,source');
    expect(lines[1]).toBe('120200,东南市,Southeast,patents,2021,,25,件,1,measured,survey');
    expect(lines[2]).toBe('110200,西南市,Southwest,patents,2021,,20,件,2,interpolated,survey');
    expect(lines).toHaveLength(6);
  });

  it('leaves a cell empty where nothing is known, and quotes what needs it', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents', { year: 2020 }));
    plate.register.name.en[2] = 'North, "east"';
    expect(plateCsv(plate)).toContain('120100,东北市,"North, ""east""",patents,2020,,,件,,,');
  });
});

describe('two years in the table as CSV', () => {
  it('stand beside each other', async () => {
    const state = stateOf('patents', { coloring: 'compare', since: 2020, year: 2021 });
    const lines = plateCsv(await loadPlate(smallBundle(), state)).split('\r\n');
    expect(lines[0]).toMatch(/,source,value_since$/);
    expect(lines[1]).toBe('120200,东南市,Southeast,patents,2021,2020,25,件,1,measured,survey,40');
  });
});

describe('links as CSV', () => {
  it('have both ends, the unrounded weight and whether they are modelled', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('links', { indicator: null, links: 20 }));
    const lines = linksCsv(plate).split('\r\n');
    expect(lines[0]).toContain('rank,code_a,name_a,name_a_en,code_b');
    expect(lines[1]).toBe("1,110100,西安市,Xi'an,110200,西南市,Southwest,gravity,,modelled,9,,900");
    expect(lines).toHaveLength(5);
    const within = await loadPlate(
      smallBundle(),
      stateOf('links', { indicator: null, linkKind: 'between', links: 1 }),
    );
    expect(linksCsv(within).split('\r\n')[1]).toMatch(/^2,110100,.*,120100,/);
  });
});

describe('code for other pages', () => {
  const state = stateOf('patents', { year: 2020, language: 'en' });
  const code = embedCode('https://atlas.test/base/', smallCatalog, state, 'R&D "2020"');

  it('leads to the same state', () => {
    expect(code.page).toBe('https://atlas.test/base/?view=patents&year=2020&lang=en');
    expect(code.iframe).toContain(
      'src="https://atlas.test/base/embed.html?view=patents&amp;year=2020&amp;lang=en"',
    );
    expect(code.element).toContain('<jiju-map view="patents" year="2020" lang="en"');
    expect(code.element).toContain('src="https://atlas.test/base/jiju-map.js"');
    expect(code.picture).toBe('https://atlas.test/base/static/city.patents.2020.en/auto/960x640.png');
    expect(code.element).toContain(`<img src="${code.picture}" alt="R&amp;D &quot;2020&quot;"`);
  });

  it('has a picture of the same extent, of the view where it shows what it began with, or where nothing is coloured', () => {
    const at = { ...state, camera: { longitude: 110.123456, latitude: 30, zoom: 5.5 } };
    expect(embedCode('/', smallCatalog, at, '').picture).toContain('/110.1235,30,5.5/');
    const opened = openingState(smallCatalog, 'patents', 'en');
    expect(embedCode('/', smallCatalog, opened, '').picture).toContain('/static/view.patents.en/');
    const other = { ...opened, overlays: ['centres' as const] };
    expect(embedCode('/', smallCatalog, other, '').picture).toContain('/static/city.patents.2021.en/');
    const links = { ...state, indicator: null, view: 'links', language: 'zh' as const };
    expect(embedCode('/', smallCatalog, links, '').picture).toBe('/static/view.links/auto/960x640.png');
  });

  it('escapes what stands in attributes', () => {
    expect(code.iframe).toContain('title="R&amp;D &quot;2020&quot;"');
  });
});

describe('a sheet', () => {
  it('carries title, key, caption and sources within its edges', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents'));
    const { width, height, map, marks } = layOutSheet(plate, palettes.light, speak('zh'));
    const words = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    expect(words).toContain('专利  2021');
    expect(words).toContain('示意图');
    expect(words).toContain('来源：局，调查（2024）');
    expect(words).toEqual(expect.arrayContaining(['> 20', '11 – 20', '≤ 10']));
    for (const { x, y } of marks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(height);
    }
    expect(map.y + map.height).toBeLessThan(height);
  });

  it('explains centres and links that are drawn, and says where they come from and that they are modelled', async () => {
    const drawn = await loadPlate(smallBundle(), stateOf('links'));
    const centre = { code: '110100', level: 'city', name: { zh: '西安', en: "Xi'an" }, rank: 1, zone: null };
    const plan: TierScheme = { ...smallCatalog.tiers[0]!, centres: [{ ...centre, point: [105, 30] }] };
    const plate: Plate = {
      ...drawn,
      state: { ...drawn.state, scheme: plan.id },
      catalog: { ...drawn.catalog, tiers: [plan] },
    };
    const { marks } = layOutSheet(plate, palettes.light, speak('en'));
    const words = marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));
    const network = smallCatalog.networks[0]!;
    expect(words).toEqual(
      expect.arrayContaining([
        network.name.en,
        'Modelled, not observed',
        plan.name.en,
        plan.tiers[0]!.name.en,
      ]),
    );
    expect(marks.some((mark) => mark.kind === 'rect' && mark.fill === palettes.light.flow)).toBe(true);
    expect(marks.some((mark) => mark.kind === 'circle' && mark.fill === palettes.light.centre)).toBe(true);
    const bare = layOutSheet(await loadPlate(smallBundle(), stateOf('patents')), palettes.light, speak('en'));
    expect(bare.marks.some((mark) => mark.kind === 'circle')).toBe(false);
  });

  it('breaks a long line of sources', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents'));
    const source = plate.catalog.sources[0]!;
    const title = { zh: '很长的题目'.repeat(5), en: 'A long title' };
    const sources = Array.from({ length: 9 }, (_, place) => ({ ...source, id: `s${place}`, title }));
    const many: Plate = {
      ...plate,
      catalog: { ...plate.catalog, sources },
      coverage: { ...plate.coverage!, sources: sources.map(({ id }) => id) },
    };
    const { marks, width } = layOutSheet(many, palettes.light, speak('zh'));
    const longest = Math.max(
      ...marks.map((mark) => (mark.kind === 'text' ? mark.text.length * mark.size : 0)),
    );
    expect(longest).toBeLessThan(width);
  });

  it('draws links as the shortest way on the sphere', () => {
    const equator = greatCircle([100, 0], [120, 0]);
    expect(equator[0]).toEqual([100, 0]);
    expect(equator[8]![0]).toBeCloseTo(110, 9);
    expect(equator[8]![1]).toBeCloseTo(0, 9);
    // Between places of one latitude the way leads nearer to the pole.
    expect(greatCircle([100, 40], [120, 40])[8]![1]).toBeGreaterThan(40.3);
    expect(greatCircle([100, 40], [100, 40])).toHaveLength(2);
  });
});

describe('messages of an embedded map', () => {
  it('are told from those of others', () => {
    expect(isEmbedMessage({ jiju: 'ready' })).toBe(true);
    for (const data of [null, 'ready', 7, {}, { jiju: 1 }]) expect(isEmbedMessage(data)).toBe(false);
  });
});
