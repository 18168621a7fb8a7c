import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '../../../model/atlas-error.ts';
import type { Position, Ring } from '../../../model/geometry.ts';
import type { AtlasPackages } from '../../packages.ts';
import { decodePolygons, type EncodedGeometry } from './delta-encoding.ts';
import { fromGcj02 } from './gcj02.ts';

/** One area as the source draws it, in WGS84: a prefecture, a county under a province, a district of a municipality. */
export interface DrawnUnit {
  /** GB/T 2260 code of the area as it is today. */
  code: string;
  /** Seat of its government, where the source gives one. */
  seat: Position | null;
  polygons: Ring[][];
}

interface ProvinceFile {
  features: {
    id?: string;
    properties: { name: string; cp?: Position };
    geometry: EncodedGeometry;
  }[];
}

/** Files in the folder `map/json/province` of echarts 4.9.0, one for each province. */
const folder = 'map/json/province';

/** The only file that came from Natural Earth and is in WGS84 already. */
const taiwanFile = 'taiwan.json';

/** Areas that come without a code, or under a code that was retired when their status changed. */
const currentCodes: Record<string, string> = {
  崇明区: '310151',
  梁平县: '500155',
  武隆县: '500156',
  山南市: '540500',
  那曲地区: '540600',
  哈密市: '650500',
};

/** Reads every province file. Codes are mended, empty duplicates dropped, everything is in WGS84. */
export async function readDrawnUnits(packages: AtlasPackages): Promise<DrawnUnit[]> {
  const units: DrawnUnit[] = [];
  for (const file of (await readdir(join(packages.folder('echarts'), folder))).sort()) {
    const { features } = (await packages.json('echarts', `${folder}/${file}`)) as ProvinceFile;
    const isTaiwan = file === taiwanFile;
    // 山南 stands twice in the file of Tibet: with a code but empty, and with a geometry but without a code.
    for (const { id, properties, geometry } of features.filter((f) => f.geometry.coordinates.length > 0)) {
      const code = isTaiwan ? '710000' : (currentCodes[properties.name] ?? id);
      if (code === undefined)
        throw new AtlasError('invalid-data', `${properties.name} has no code; install echarts 4.9.0.`, {
          at: file,
        });
      const polygons = decodePolygons(geometry);
      units.push({
        code,
        seat: properties.cp === undefined ? null : fromGcj02(properties.cp),
        polygons: isTaiwan ? polygons : polygons.map((polygon) => polygon.map((ring) => ring.map(fromGcj02))),
      });
    }
  }
  return units;
}
