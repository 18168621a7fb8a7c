import { describe, expect, it } from 'vitest';
import { isEmbedMessage } from '../../../client/embed/messages.ts';
import { speak } from '../../../client/i18n/dictionary.ts';
import { palettes } from '../../../client/map/palette.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { embedCode } from '../../../client/share/embed-code.ts';
import { layOutSheet } from '../../../client/share/sheet.ts';
import { linksCsv } from '../../../client/share/links-csv.ts';
import { plateCsv } from '../../../client/share/table-csv.ts';
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

  it('has a picture of the same extent, or of the view where nothing is coloured', () => {
    const at = { ...state, camera: { longitude: 110.123456, latitude: 30, zoom: 5.5 } };
    expect(embedCode('/', smallCatalog, at, '').picture).toContain('/110.1235,30,5.5/');
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
    expect(words).toContain('来源: 局, 调查 (2024)');
    expect(words).toEqual(expect.arrayContaining(['> 20', '11 – 20', '≤ 10']));
    for (const { x, y } of marks) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(height);
    }
    expect(map.y + map.height).toBeLessThan(height);
  });
});

describe('messages of an embedded map', () => {
  it('are told from those of others', () => {
    expect(isEmbedMessage({ jiju: 'ready' })).toBe(true);
    for (const data of [null, 'ready', 7, {}, { jiju: 1 }]) expect(isEmbedMessage(data)).toBe(false);
  });
});
