import { AtlasError } from '../model/atlas-error.ts';
import type { BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, BoundaryOptions, RawFeature } from './boundary-format.ts';
import { decodeText } from './decode-text.ts';
import { ZipArchive } from './zip-archive.ts';

/** ESRI Shapefile (ESRI White Paper, July 1998): .shp, .dbf and .prj together in a zip, or beside one another. */
export const shapefile: BoundaryFormat = {
  id: 'shapefile',
  title: 'a Shapefile',
  matches: (file) => isZip(file) || file.startsWith([0x00, 0x00, 0x27, 0x0a]),
  read: readShapefile,
};

const isZip = (file: BoundaryFile): boolean => file.startsWith([0x50, 0x4b, 0x03, 0x04]);

/** A Shapefile in one piece or several. */
interface Parts {
  /** Name of the layer, for messages. */
  layer: string;
  read: (extension: string) => Promise<Uint8Array | null>;
}

async function readShapefile(file: BoundaryFile, options: BoundaryOptions): Promise<RawFeature[]> {
  const { combine, parseDbf, parseShp } = await import('shpjs');
  const { layer, read } = isZip(file) ? partsInZip(file, options) : partsBeside(file, options);
  const shapes = parseShp((await read('shp'))!, projectionOf(await read('prj')));
  const attributes = await read('dbf');
  if (attributes === null)
    throw new AtlasError(
      'invalid-data',
      `Found ${layer}.shp without ${layer}.dbf, which holds the codes and names. Put both together, in a folder or a zip.`,
      { at: file.name },
    );
  const encodingFile = await read('cpg');
  const encoding = encodingFile === null ? guessEncoding(attributes) : decodeText(encodingFile).text.trim();
  return combine([shapes, parseDbf(attributes, encoding)]).features;
}

function partsInZip(file: BoundaryFile, { object }: BoundaryOptions): Parts {
  const archive = new ZipArchive(file.bytes);
  const layer = chooseLayer(archive, object, file.name);
  return {
    layer,
    read: async (extension) => {
      const wanted = `${layer}.${extension}`.toLowerCase();
      const path = archive.paths.find((each) => each.toLowerCase() === wanted);
      return path === undefined ? null : archive.unpack(path);
    },
  };
}

const partsBeside = ({ bytes, name }: BoundaryFile, { beside }: BoundaryOptions): Parts => ({
  layer: name.replace(/\.shp$/i, ''),
  read: async (extension) => (extension === 'shp' ? bytes : ((await beside?.(extension)) ?? null)),
});

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Path of the layer without extension. */
function chooseLayer(archive: ZipArchive, object: string | undefined, at: string): string {
  const layers = archive.paths
    .filter((path) => /\.shp$/i.test(path) && !path.startsWith('__MACOSX/'))
    .map((path) => path.slice(0, -4));
  const wanted = layers.filter((layer) => object === undefined || baseName(layer) === object);
  if (wanted.length === 1) return wanted[0]!;
  const found = layers.length === 0 ? archive.paths.join(', ') || 'nothing' : layers.map(baseName).join(', ');
  const expected = object === undefined ? 'one .shp file' : `the layer "${object}"`;
  throw new AtlasError(
    'invalid-data',
    `Found a zip archive with ${found}, expected ${expected}.${layers.length > 1 ? ' Name one under "object".' : ''}`,
    { at },
  );
}

/**
 * The text of a .prj file where coordinates have to be transformed. WGS84 stays as it is, and CGCS2000 (EPSG:4490)
 * with it, which differs by centimetres: the arithmetic would only blur the last digits.
 */
function projectionOf(prj: Uint8Array | null): string | undefined {
  if (prj === null) return undefined;
  const { text } = decodeText(prj);
  const isWgs84 = /^\s*GEOGCS\[.*"(D_)?(WGS_1984|China_2000)"/s.test(text);
  return isWgs84 ? undefined : text;
}

/** Encoding of the attributes where no .cpg file states it: found from the records, which follow the header. */
function guessEncoding(dbf: Uint8Array): string {
  const headerLength = dbf[8]! + dbf[9]! * 256;
  return decodeText(dbf.subarray(headerLength)).encoding;
}
