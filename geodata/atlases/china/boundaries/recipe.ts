import type { AreaGeometry, BoundaryFeature } from '../../../model/geometry.ts';
import { atlasPackages } from '../../packages.ts';
import { prefectureKind, provinceKind, provinceOf } from './divisions.ts';
import { readDrawnUnits } from './drawn-units.ts';
import { readNames } from './names.ts';
import { capitalOf, findSeats } from './seats.ts';
import { dissolveUnits } from './topology.ts';

/**
 * Boundaries of China in WGS84 at two levels: `province` (34) and `prefecture` (369: prefectures, counties directly
 * under a province, and the municipalities, special administrative regions and Taiwan as one unit each).
 * Every feature has `code` (GB/T 2260), `name_zh`, `name_en`, `parent` (code or null), `kind`, and `seat`
 * ([longitude, latitude]) where one is known.
 *
 * The drawing dates from 2016–18. Known errors of area: Hainan +23 % (reefs), Shanghai +17 %, Hong Kong +16 %,
 * Macao +67 %. Kinmen and Matsu are drawn with Fujian and again with Taiwan, which makes 福州 and 泉州 appear to
 * touch Taiwan.
 */
export async function chinaBoundaries(
  atlasFolder: string,
  progress: (message: string) => void = () => {},
): Promise<{ province: BoundaryFeature[]; prefecture: BoundaryFeature[] }> {
  const packages = atlasPackages(atlasFolder);
  progress('china: decoding boundaries, GCJ-02 to WGS84');
  const units = await readDrawnUnits(packages);
  const nameOf = await readNames(packages);
  const seats = findSeats(units);
  progress(`china: cleaning the topology of ${units.length} areas`);
  const levels = await dissolveUnits(packages, units);

  const feature = (
    geometry: AreaGeometry,
    facts: { code: string; parent: string | null; kind: string; seatOf: string },
  ): BoundaryFeature => {
    const { code, parent, kind, seatOf } = facts;
    const name = nameOf(code);
    const seat = seats.get(seatOf);
    return {
      geometry,
      properties: {
        code,
        name_zh: name.zh,
        name_en: name.en,
        parent,
        kind,
        ...(seat === undefined ? {} : { seat }),
      },
    };
  };

  return {
    province: [...levels.province].map(([code, geometry]) =>
      feature(geometry, { code, parent: null, kind: provinceKind(code), seatOf: capitalOf(code) }),
    ),
    prefecture: [...levels.prefecture].map(([code, geometry]) =>
      feature(geometry, {
        code,
        parent: provinceOf(code),
        kind: prefectureKind(code, nameOf(code).zh),
        seatOf: code,
      }),
    ),
  };
}
