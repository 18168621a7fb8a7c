import { expect, test } from 'vitest';
import { chooseThemes } from '../../server/pictures/choose-themes.ts';
import { toyCatalog } from '../support/toy-catalog.ts';

const both = (text: string) => ({ zh: text, en: text });
const set = { level: 'city', linksBasis: null, sources: [], entries: [] };
const catalog = {
  ...toyCatalog([], [], 'first'),
  revision: '0123456789abcdef',
  agglomerations: [
    { ...set, id: 'nineteen', name: both('Nineteen') },
    { ...set, id: 'five', name: both('Five') },
  ],
};
const labelsOf = (layers: readonly string[] | undefined): string[] =>
  chooseThemes(catalog, 'en', { ...(layers === undefined ? {} : { layers }), isOverValues: true }).flatMap(
    ({ legend }) => legend.map(({ label }) => label),
  );

test('a view that names a layer shows the first of what is drawn in it', () => {
  expect(labelsOf(['agglomerations', 'labels'])).toEqual(['Nineteen']);
  expect(labelsOf(['agglomerations', 'five'])).toEqual(['Five']);
  expect(labelsOf(['labels'])).toEqual([]);
});

test('without a view there is the first of everything', () => {
  expect(labelsOf(undefined)).toEqual(['Nineteen', 'Links', 'National']);
});

test('over values a set of areas is an outline, so that the colours stay those of their classes', () => {
  const kinds = (isOverValues: boolean) =>
    chooseThemes(catalog, 'zh', { layers: ['five'], isOverValues }).map(({ layers, legend }) => [
      layers.length,
      legend[0]!.kind,
    ]);
  expect(kinds(true)).toEqual([[1, 'line']]);
  expect(kinds(false)).toEqual([[2, 'area']]);
});
