import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NamedRegion } from '../../geodata/model/region.ts';
import { asRegionCode } from '../../geodata/model/region.ts';

/** Names of all provinces and of some prefectures, among them every sort of homonym. */
const rows = readFileSync(join(import.meta.dirname, 'china-regions.csv'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

const regionsOf = (level: string): NamedRegion[] =>
  rows
    .filter(([own]) => own === level)
    .map(([, code = '', zh = '', en = '', parent = '']) => ({
      id: Number(code),
      code: asRegionCode(code),
      level,
      name: { zh, en },
      parent: parent === '' ? null : asRegionCode(parent),
    }));

export const provinces = regionsOf('province');
export const prefectures = regionsOf('prefecture');
