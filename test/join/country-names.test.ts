import { describe, expect, test } from 'vitest';
import { createRegionIndex } from '../../geodata/join/region-index.ts';
import type { NamedRegion } from '../../geodata/model/region.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import { provinces } from '../support/china-regions.ts';

// The names are those of the CLDR in Node; the pairs below have been the same in all its versions since 2018.

const region = (code: string, en: string, zh = en): NamedRegion => ({
  id: 1,
  code: asRegionCode(code),
  level: 'country',
  name: { zh, en },
  parent: null,
});

const byNumber = createRegionIndex({
  regions: [
    region('276', 'Germany', '德国'),
    region('250', 'France', '法国'),
    region('178', 'Congo'),
    region('180', 'Dem. Rep. Congo'),
    region('392', 'Japan', '日本'),
    region('410', 'South Korea', '韩国'),
  ],
});

const found = (name: string, index = byNumber): string => {
  const match = index.match({ name });
  return match.kind === 'region' ? match.region.code : match.kind;
};

describe('countries', () => {
  test.each([
    ['Deutschland', '276'],
    ['Allemagne', '276'],
    ['ALEMANIA', '276'],
    ['ドイツ', '276'],
    ['Германия', '276'],
    ['독일', '276'],
    ['Γερμανία', '276'],
    ['ألمانيا', '276'],
    ['जर्मनी', '276'],
    ['Frankreich (Europa)', '250'],
    ['대한민국', '410'],
  ])('%s is %s', (name, code) => expect(found(name)).toBe(code));

  test('are found as what they were written as, told as an alias', () => {
    expect(byNumber.match({ name: 'Deutschland' })).toMatchObject({ by: 'alias', normalised: 'Deutschland' });
  });

  test('are not guessed where a name stands for two, or for none', () => {
    expect(found('Kongo')).toBe('ambiguous');
    expect(found('Atlantis')).toBe('unmatched');
    expect(found('2020')).toBe('unmatched');
  });

  test.each(['Welt', 'Monde', '世界', 'Europäische Union', 'Afrika'])('%s is a total', (name) =>
    expect(found(name)).toBe('total'),
  );

  test('may have codes of two letters, or codes of three and their names', () => {
    const byLetters = createRegionIndex({ regions: [region('DE', 'Germany'), region('FR', 'France')] });
    expect(found('Alemania', byLetters)).toBe('DE');
    const byThree = createRegionIndex({ regions: [region('DEU', 'Germany'), region('FRA', 'France')] });
    expect(found('Alemania', byThree)).toBe('DEU');
  });

  test('an alias of the atlas goes first', () => {
    const alias = {
      level: 'country',
      alias: 'Alemania',
      code: asRegionCode('250'),
      validFrom: null,
      validTo: null,
    };
    const index = createRegionIndex({ regions: byNumber.regions, aliases: [alias] });
    expect(found('Alemania', index)).toBe('250');
  });
});

describe('regions that are no countries', () => {
  test('keep to their own names, whatever their codes look like', () => {
    const states = createRegionIndex({
      regions: [region('CA', 'California'), region('DE', 'Delaware'), region('GA', 'Georgia')],
    });
    expect(found('Deutschland', states)).toBe('unmatched');
    expect(found('Kanada', states)).toBe('unmatched');
    expect(found('Deutschland', createRegionIndex({ regions: provinces }))).toBe('unmatched');
  });
});
