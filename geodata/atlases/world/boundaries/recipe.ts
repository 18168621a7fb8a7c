import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '../../../model/atlas-error.ts';
import type { AreaGeometry, BoundaryFeature } from '../../../model/geometry.ts';
import { readBoundaries } from '../../../sources/boundaries.ts';
import { atlasPackages } from '../../packages.ts';

/** Natural Earth 1:50m, as TopoJSON; features have an ISO 3166-1 numeric code as `id`. */
const source = { name: 'world-atlas', file: 'countries-50m.json', object: 'countries' };

/** Areas that Natural Earth draws apart and ISO 3166-1 has no code for: codes of our own. */
const ownCodes: Record<string, string> = {
  'Indian Ocean Ter.': 'x-indian-ocean-territories',
  Kosovo: 'x-kosovo',
  'N. Cyprus': 'x-northern-cyprus',
  'Siachen Glacier': 'x-siachen-glacier',
  Somaliland: 'x-somaliland',
};

interface Country {
  code: string;
  /** ISO 3166-1 alpha-3; null for areas without an ISO code. */
  iso3: string | null;
  name_en: string;
  name_zh: string;
}

/**
 * Countries and territories of the world in one level, `country`, each with `code` (ISO 3166-1 numeric, three digits,
 * or an own code that begins with "x-"), `iso3`, `name_en` and `name_zh`. The borders are the de facto ones of
 * Natural Earth and differ from those of the China atlas: the two do not belong on one map.
 */
export async function worldBoundaries(
  atlasFolder: string,
  progress: (message: string) => void = () => {},
): Promise<{ country: BoundaryFeature[] }> {
  progress('world: reading countries');
  const path = join(atlasPackages(atlasFolder).folder(source.name), source.file);
  const { features } = await readBoundaries(await readFile(path), source.file, { object: source.object });
  const countries = await readCountries(join(atlasFolder, 'boundaries', 'countries.csv'));

  // One code can stand for several features: Australia and its reefs of Ashmore and Cartier.
  const geometries = new Map<string, AreaGeometry>();
  for (const { geometry, properties } of features) {
    const code = codeOf(properties);
    const known = geometries.get(code);
    geometries.set(code, known === undefined ? geometry : merge(known, geometry));
  }

  const codes = [...geometries.keys()].sort();
  const country = codes.map((code): BoundaryFeature => {
    const properties = countries.get(code);
    if (properties === undefined)
      throw new AtlasError('invalid-data', `Found the code ${code}, which is not in countries.csv; add it.`, {
        at: source.file,
      });
    return { geometry: geometries.get(code)!, properties: { ...properties } };
  });
  return { country };
}

function codeOf({ id, name }: Record<string, unknown>): string {
  const code = typeof id === 'string' ? id : ownCodes[String(name)];
  if (code !== undefined) return code;
  throw new AtlasError('invalid-data', `Found ${String(name)} without an ISO code; give it one of its own.`, {
    at: source.file,
  });
}

const polygonsOf = (geometry: AreaGeometry) =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

const merge = (a: AreaGeometry, b: AreaGeometry): AreaGeometry => ({
  type: 'MultiPolygon',
  coordinates: [...polygonsOf(a), ...polygonsOf(b)],
});

/** The table has no quotes: none of the names contains a comma. */
async function readCountries(path: string): Promise<Map<string, Country>> {
  const [, ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [code, iso3, nameEn, nameZh] = line.split(',') as [string, string, string, string];
      return [code, { code, iso3: iso3 === '' ? null : iso3, name_en: nameEn, name_zh: nameZh }];
    }),
  );
}
