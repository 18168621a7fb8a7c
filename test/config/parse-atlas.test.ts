import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAtlas } from '../../geodata/config/parse-atlas.ts';

const minimal = `jiju: 1
id: five
title: Five cities
levels:
  - id: city
    name: { zh: 城市 }
    source: { file: cities.geojson }
`;

const told = (yaml: string) =>
  parseAtlas(yaml).diagnostics.map(({ code, at, nearest }) => [code, at.line, at.path, nearest?.[0]]);

describe('an atlas that is right', () => {
  test('has its defaults filled in, and every text in both languages', () => {
    const { config, diagnostics } = parseAtlas(minimal);
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      title: { zh: 'Five cities', en: 'Five cities' },
      description: { zh: '', en: '' },
      captions: { map: { zh: '示意图', en: 'Schematic map' }, mapApproval: null, credits: [] },
      levels: [{ name: { zh: '城市', en: '城市' }, key: 'code', zooms: [0, 8] }],
      tables: [],
      measures: [],
    });
  });
});

describe('unknown keys', () => {
  test('are told with full path, line and nearest known key, all at once', () => {
    const yaml = `${minimal}    regster: { file: a.csv }
captons: { map: x }
indicators:
  - { id: gdp, name: GDP, kind: extensive, captions: x }
networks:
  - id: gravity
    name: G
    kind: gravity
    level: city
    mass: [{ indicator: gdp, wieght: 2 }]
    file: x.csv
tables:
  - { file: a.csv, level: city, name: c, values: { v: { indicator: gdp, yaer: 2000 } } }
`;
    expect(told(yaml)).toEqual([
      ['config/unknown-key', 8, 'levels[0].regster', 'register'],
      ['config/unknown-key', 9, 'captons', 'captions'],
      ['config/unknown-key', 11, 'indicators[0].captions', undefined],
      ['config/unknown-key', 17, 'networks[0].mass[0].wieght', 'weight'],
      ['config/unknown-key', 18, 'networks[0].file', undefined],
      ['config/unknown-key', 20, 'tables[0].values.v.yaer', 'year'],
    ]);
  });

  test('leave a configuration without them, for whoever lowers their severity', () => {
    const { config } = parseAtlas(`${minimal}    regster: 1\n`);
    expect(config?.levels[0]).toMatchObject({ id: 'city' });
    expect(config?.levels[0]).not.toHaveProperty('regster');
  });

  test('and the required key that was meant are one mistake', () => {
    expect(told(minimal.replace('title:', 'titel:'))).toEqual([['config/unknown-key', 3, 'titel', 'title']]);
    expect(told(minimal.replace('{ file:', '{ flie:'))).toEqual([
      ['config/unknown-key', 7, 'levels[0].source.flie', 'file'],
    ]);
    expect(told(minimal.replace('{ file: cities.geojson }', '{ altas: china, level: city }'))).toEqual([
      ['config/unknown-key', 7, 'levels[0].source.altas', 'atlas'],
    ]);
  });
});

describe('invalid values', () => {
  test.each([
    ['id: five', 'id: Five Cities', 'expected lower-case letters'],
    ['id: five\n', '', 'id is missing; expected a text'],
    ['jiju: 1', 'jiju: 2', 'jiju is 2; expected 1'],
    ['title: Five cities', 'title: 5', 'Write it in quotes: "5".'],
    ['title: Five cities', 'title: [a]', 'a list of 1; expected a text or a map of keys'],
    ['file: cities.geojson', 'file: ../cities.geojson', 'inside the atlas folder'],
    ['file: cities.geojson', 'file: /etc/passwd', 'inside the atlas folder'],
    ['levels:', 'totals: [000000]\nlevels:', 'Write it in quotes: "000000".'],
    ['levels:', 'onInvalid: { join/unmatched-row: warn }\nlevels:', 'expected one of error, warning, info'],
    [
      'levels:',
      'networks: [{ id: a, name: A, kind: tree, level: city }]\nlevels:',
      'expected one of gravity, edges',
    ],
    [
      'levels:',
      'indicators: [{ id: a, name: A, kind: extensive, decimals: 1.5 }]\nlevels:',
      'a whole number',
    ],
    ['levels:', 'indicators: [{ id: a, name: A, kind: extensive, scale: 0 }]\nlevels:', 'a number above 0'],
    ['levels:', 'tables: [{ file: a, level: city, name: b, values: { "": Gdp } }]\nlevels:', 'expected'],
  ])('%s written as %s', (right, wrong, message) => {
    const { config, diagnostics } = parseAtlas(minimal.replace(right, wrong));
    expect(config).toBeNull();
    expect(
      diagnostics.some((each) => each.code === 'config/invalid-value' && each.message.includes(message)),
    ).toBe(true);
    expect(diagnostics.every(({ at }) => (at.line ?? 0) > 0)).toBe(true);
  });

  test('YAML that is none is told with its line', () => {
    expect(told('jiju: 1\nid: [a\ntitle: b')).toEqual([['config/unreadable', 3, undefined, undefined]]);
    expect(told('jiju: 1\nid: a\nid: b\n')).toEqual([['config/unreadable', 3, undefined, undefined]]);
    expect(parseAtlas('').diagnostics).not.toEqual([]);
    expect(parseAtlas('just text').diagnostics).toMatchObject([{ code: 'config/invalid-value' }]);
  });
});

describe('references', () => {
  test('to what is not declared are told with the nearest id', () => {
    const yaml = `${minimal}    parent: { level: provinc }
    sources: [yearbok]
  - { id: province, name: P, source: { atlas: china } }
sources: [{ id: yearbook, title: Y, publisher: P, year: 2020 }]
indicators: [{ id: gdp, name: GDP, kind: extensive, theme: econ }]
tables:
  - { file: a.csv, level: citty, name: n, values: { a: gpd, b: { indicator: dgp } } }
  - { file: b.csv, level: city, name: n, count: universities }
measures: [{ id: m, measure: gini, level: city, within: macro, indicators: [gdp, gd] }]
views: [{ id: v, name: V, summary: S, level: city, indicator: gd }]
onInvalid: { join/unmatched: warning }
`;
    expect(told(yaml)).toEqual([
      ['config/unknown-reference', 8, 'levels[0].parent.level', 'province'],
      ['config/unknown-reference', 9, 'levels[0].sources[0]', 'yearbook'],
      ['config/unknown-reference', 12, 'indicators[0].theme', undefined],
      ['config/unknown-reference', 14, 'tables[0].level', 'city'],
      ['config/unknown-reference', 14, 'tables[0].values.a', 'gdp'],
      ['config/unknown-reference', 14, 'tables[0].values.b.indicator', 'gdp'],
      ['config/unknown-reference', 15, 'tables[1].count', undefined],
      ['config/unknown-reference', 16, 'measures[0].within', undefined],
      ['config/unknown-reference', 16, 'measures[0].indicators[1]', 'gdp'],
      ['config/unknown-reference', 17, 'views[0].indicator', 'gdp'],
      ['config/unknown-reference', 18, 'onInvalid.join/unmatched', 'join/unmatched-row'],
    ]);
  });

  test('are checked although the schema finds mistakes too', () => {
    const yaml = `${minimal}tables: [{ file: a.csv, level: citi, name: 5, values: {} }]\n`;
    expect(told(yaml).map(([code]) => code)).toEqual(['config/invalid-value', 'config/unknown-reference']);
  });

  test('to measures, recipes and atlases are checked where their names are known', () => {
    const yaml = `${minimal.replace('{ file: cities.geojson }', '{ atlas: chna }')}indicators: [{ id: a, name: A, kind: count }]
measures: [{ id: m, measure: gni, level: city, indicators: [a] }]
`;
    expect(parseAtlas(yaml).diagnostics).toEqual([]);
    const known = { measures: ['gini'], atlases: ['china'] };
    expect(parseAtlas(yaml, 'atlas.yaml', known).diagnostics.map(({ nearest }) => nearest)).toEqual([
      ['china'],
      ['gini'],
    ]);
  });

  test('ids that come twice are told, also among the groups of a grouping', () => {
    const yaml = `${minimal}indicators:
  - { id: gdp, name: GDP, kind: extensive }
  - { id: gdp, name: GDP, kind: extensive }
groupings:
  - { id: macro, level: city, name: M, members: [{ id: east, name: E }, { id: east, name: E }] }
`;
    expect(told(yaml)).toEqual([
      ['config/duplicate-id', 10, 'indicators[1].id', undefined],
      ['config/duplicate-id', 12, 'groupings[0].members[1].id', undefined],
    ]);
  });
});

describe('keys that depend on each other', () => {
  test.each([
    ['{ file: a.csv, level: city, values: { a: gdp } }', 'neither `key` nor `name`'],
    ['{ file: a.csv, level: city, key: a }', 'has no values'],
    ['{ file: a.csv, level: city, key: a, value: b }', 'needs both'],
    ['{ file: a.csv, level: city, key: a, count: gdp }', 'expected an indicator of kind count'],
  ])('%s', (table, message) => {
    const yaml = `${minimal}indicators: [{ id: gdp, name: GDP, kind: extensive }]\ntables: [${table}]\n`;
    expect(parseAtlas(yaml).diagnostics).toMatchObject([
      { code: 'config/invalid-value', message: expect.stringContaining(message) as string, at: { line: 9 } },
    ]);
  });

  test.each([
    ['kind: count, categories: [{ value: 0, name: B }, { value: 1, name: C }]', 'codes do not add up'],
    ['kind: ratio, categories: [{ value: 1, name: B }, { value: 1, name: C }]', 'names the value 1 twice'],
    ['kind: ratio, categories: [{ value: 1, name: B }, { value: 2, name: C }]', 'gives 3, which is none of'],
  ])('%s', (keys, message) => {
    const yaml = `${minimal}indicators: [{ id: a, name: A, ${keys} }]
measures: [{ id: m, measure: local-moran, level: city, columns: [{ indicator: a, codes: { HH: 1, LL: 3 } }] }]
`;
    const messages = parseAtlas(yaml).diagnostics.map((each) => each.message);
    expect(messages.filter((each) => each.includes(message))).toHaveLength(1);
  });

  test('levels stand below their parents, zooms begin with the lower', () => {
    const yaml = `${minimal}    parent: { level: province }
    zooms: [5, 2]
  - { id: province, name: P, source: { atlas: china } }
`;
    expect(told(yaml).map(([, line, path]) => [line, path])).toEqual([
      [8, 'levels[0].parent.level'],
      [9, 'levels[0].zooms'],
    ]);
  });
});

test('no YAML makes it throw', () => {
  const key = fc.constantFrom(
    'levels',
    'id',
    'source',
    'tables',
    'values',
    'title',
    'networks',
    'kind',
    'constructor',
    'x',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom('a', 'gravity', '', null, 1, -1.5, true),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value.any, (data) => {
      const { config, diagnostics } = parseAtlas(JSON.stringify(data));
      expect(config === null ? diagnostics.length : 1).toBeGreaterThan(0);
    }),
  );
});
