import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generateMeasureDocs } from '../../geodata/measures/measure-docs.ts';
import { expectGolden } from '../support/golden.ts';

const root = join(import.meta.dirname, '../..');
const pages = generateMeasureDocs();

test.each(Object.keys(pages))('%s is what the registry says (RENEW=1 renews it)', (path) => {
  expectGolden(join(root, path), pages[path]!);
});

test('there is no page without a measure', () => {
  const names = readdirSync(join(root, 'docs/measures')).map((name) => `docs/measures/${name}`);
  expect(names.sort()).toEqual(Object.keys(pages).sort());
});

test('every field of every input and result has a sentence', () => {
  const silent = Object.entries(pages).flatMap(([path, page]) =>
    (page.match(/^\| `\w+`.*\| {2}\|$/gm) ?? []).map((line) => `${path}: ${line}`),
  );
  expect(silent).toEqual([]);
});
