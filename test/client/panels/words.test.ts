import { describe, expect, it } from 'vitest';
import { preferredLanguage, speak } from '../../../client/i18n/dictionary.ts';
import { classRange, classStart } from '../../../client/panels/class-range.ts';
import { linkSamples, sayWeight } from '../../../client/panels/link-samples.ts';
import { sortRows } from '../../../client/panels/ranking-order.ts';
import { sayValue } from '../../../client/panels/say-value.ts';
import { searchRegions } from '../../../client/panels/search-regions.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { cities, provinces, smallBundle, stateOf } from '../small-atlas.ts';

const zh = speak('zh');

describe('classes in words', () => {
  const say = (kind: 'count' | 'extensive', breaks: number[], lowest: number): string[] =>
    Array.from({ length: breaks.length + 1 }, (_, place) =>
      classRange(zh, { kind, decimals: 0, breaks, extent: [lowest, 9999] }, place),
    );

  it('share no bound where things are counted', () => {
    expect(say('count', [0, 1, 4, 20], 0)).toEqual(['0', '1', '2 – 4', '5 – 20', '> 20']);
  });

  it('share their bounds where things are measured', () => {
    expect(say('extensive', [343, 912], 10)).toEqual(['≤ 343', '343 – 912', '> 912']);
    expect(say('extensive', [], 10)).toEqual(['全部数值']);
  });

  it('are told by their names where values are codes', () => {
    const categories = [
      { value: -1, name: { zh: '低—低', en: 'Low among low' } },
      { value: 1, name: { zh: '高—高', en: 'High among high' } },
    ];
    const classes = {
      kind: 'ratio' as const,
      decimals: 0,
      breaks: [-1],
      extent: [-1, 1] as const,
      categories,
    };
    expect([0, 1].map((place) => classRange(zh, classes, place))).toEqual(['低—低', '高—高']);
    expect([-1, 1, 0.5].map((value) => sayValue(speak('en'), value, { decimals: 1, categories }))).toEqual([
      'Low among low',
      'High among high',
      '0.5',
    ]);
  });

  it('can be said by their lower bound alone', () => {
    expect([0, 1].map((place) => classStart(zh, { decimals: 2, breaks: [1.5] }, place))).toEqual([
      '',
      '1.50',
    ]);
  });
});

describe('the key of link widths', () => {
  it('shows round weights, strongest first', () => {
    expect(linkSamples([0.001, 4.64705])).toEqual([2, 1, 0.05]);
    expect(linkSamples([1, 1234])).toEqual([1000, 200, 20]);
    expect(linkSamples([1, 6])).toEqual([5, 1]);
    expect(linkSamples([0, 0])).toEqual([]);
  });

  it('says weights with two digits', () => {
    expect([4.64705, 0.0532, 1234.4, 0.05, 0].map((weight) => sayWeight(zh, weight))).toEqual([
      '4.6',
      '0.053',
      '1,234',
      '0.05',
      '0',
    ]);
  });
});

describe('search', () => {
  const codes = (text: string): string[] =>
    searchRegions([provinces, cities], text, 10).map(({ code }) => code);

  it('knows Chinese names, English names and codes', () => {
    expect(codes('西南')).toEqual(['110200']);
    expect(codes('southwest')).toEqual(['110200']);
    expect(codes('1102')).toEqual(['110200']);
  });

  it('does not mind case, spaces and apostrophes', () => {
    expect(codes('XI AN')).toEqual(['110100']);
    expect(codes('Xi’an')).toEqual(['110100']);
  });

  it('puts larger regions and beginnings of names first', () => {
    expect(codes('西')).toEqual(['110000', '110100', '110200']);
    expect(codes('west')).toEqual(['110000', '110200']);
  });

  it('finds nothing for nothing', () => {
    expect(codes(' ')).toEqual([]);
    expect(codes('?')).toEqual([]);
  });
});

describe('the order of the ranking', () => {
  const order = async (by: 'value' | 'name', descending: boolean): Promise<number[]> =>
    sortRows(
      await loadPlate(smallBundle(), stateOf('patents', { year: 2020, sort: { by, descending } })),
      'en',
    );

  it('keeps regions without data last, whichever way', async () => {
    expect(await order('value', true)).toEqual([3, 1, 0, 2]);
    expect(await order('value', false)).toEqual([0, 1, 3, 2]);
  });

  it('goes by name in the language of the reader', async () => {
    expect(await order('name', false)).toEqual([2, 3, 1, 0]);
  });
});

describe('languages', () => {
  it('group thousands and fix decimals', () => {
    expect(zh.number(4802.55, 1)).toBe('4,802.6');
    expect(zh.number(-0.5, 1)).toBe('−0.5');
    expect(speak('en').percent(0.502)).toBe('50.2%');
  });

  it('are Chinese unless only others are asked for', () => {
    expect(preferredLanguage(['en-US', 'zh-CN'])).toBe('zh');
    expect(preferredLanguage(['en-US', 'de'])).toBe('en');
    expect(preferredLanguage([])).toBe('zh');
  });
});
