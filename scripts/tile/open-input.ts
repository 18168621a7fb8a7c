import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { BoundaryFile } from '../../geodata/sources/boundary-file.ts';
import type { BoundaryFormat, RawFeature } from '../../geodata/sources/boundary-format.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { CommandIo } from '../command.ts';

/** A file that the tiler can read at byte level. */
export interface OpenInput {
  path: string;
  /** Name for a layer, from the name of the file as it was given. */
  name: string;
  kind: 'features' | 'edges';
}

/** Formats to convert from, each loaded where it is met: GeoJSON and edges do not wait for the readers of others. */
const loadFormat = {
  geobuf: async () => (await import('../../geodata/sources/geobuf.ts')).geobuf,
  shapefile: async () => (await import('../../geodata/sources/shapefile.ts')).shapefile,
  topojson: async () => (await import('../../geodata/sources/topojson.ts')).topojson,
} satisfies Record<string, () => Promise<BoundaryFormat>>;

/** Bytes from which the format is told. */
const HEAD_BYTES = 1024;

/**
 * Makes inputs readable: what is compressed is unpacked, other formats than GeoJSON are written as GeoJSON text
 * sequences, both into a folder that `dispose` removes. "-" is what comes in over standard input.
 */
export class InputFolder {
  readonly #parent: string;
  #folder: string | null = null;
  #files = 0;

  /** The folder is made in `parent`, once there is something to put into it. */
  constructor(parent: string) {
    this.#parent = parent;
  }

  /** Opens a file; "file#object" names one of several objects in it (TopoJSON, zipped Shapefiles). */
  async open(request: string, io: CommandIo): Promise<OpenInput> {
    const [given = '', object] = request.split('#');
    let path = given === '-' ? await this.#save(io.stdin()) : resolve(io.cwd, given);
    const name = given === '-' ? 'stdin' : (object ?? layerName(given));
    let head = await readHead(path, given);
    if (head[0] === 0x1f && head[1] === 0x8b) {
      path = await this.#unpack(path, given);
      head = await readHead(path, given);
    }
    if (head.length === 0) {
      throw new AtlasError('invalid-data', `Found an empty file ${given}, expected features or edges.`, {
        at: given,
      });
    }
    if (/\.(csv|tsv)(\.gz)?$/i.test(given)) return { path, name, kind: 'edges' };
    const format = findFormat(head, given);
    if (format === null) return { path, name, kind: 'features' };
    if (format === 'flatgeobuf') {
      return { path: await this.#save(flatGeobufToSequence(path, given)), name, kind: 'features' };
    }
    const file = new BoundaryFile(await readFile(path), basename(given));
    return {
      path: await this.#save(toSequence(await readRaw(await loadFormat[format](), file, object))),
      name,
      kind: 'features',
    };
  }

  dispose(): void {
    if (this.#folder !== null) rmSync(this.#folder, { recursive: true, force: true });
  }

  #newFile(): string {
    try {
      this.#folder ??= mkdtempSync(join(this.#parent, '.jiju-tile-'));
    } catch (cause) {
      throw cannotUnpack(this.#parent, cause);
    }
    return join(this.#folder, String(this.#files++));
  }

  async #save(content: AsyncIterable<Uint8Array | string> | Iterable<string>): Promise<string> {
    const path = this.#newFile();
    try {
      await pipeline(content, createWriteStream(path));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).syscall === undefined) throw cause;
      throw cannotUnpack(this.#parent, cause);
    }
    return path;
  }

  async #unpack(path: string, given: string): Promise<string> {
    const target = this.#newFile();
    try {
      await pipeline(createReadStream(path), createGunzip(), createWriteStream(target));
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).syscall !== undefined) throw cannotUnpack(this.#parent, cause);
      throw new AtlasError(
        'invalid-data',
        `Found a gzip file ${given} that cannot be unpacked (${(cause as Error).message}); it is damaged or cut off.`,
        { at: given, cause },
      );
    }
    return target;
  }
}

const cannotUnpack = (folder: string, cause: unknown): AtlasError =>
  new AtlasError(
    'io',
    `Inputs that have to be unpacked first cannot be written to ${folder} (${(cause as Error).message}); ` +
      'free more of that disk, or write the archive to another one.',
    { at: folder, cause },
  );

async function readHead(path: string, given: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new AtlasError('not-found', `Found no file ${given} that can be read.`, { at: given, cause });
  });
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The format to convert from; null for GeoJSON in any of its forms. */
function findFormat(head: Buffer, given: string): keyof typeof loadFormat | 'flatgeobuf' | null {
  const text = head.toString('latin1');
  if (text.startsWith('fgb')) return 'flatgeobuf';
  if (text.startsWith('PK')) return 'shapefile';
  if (/"type"\s*:\s*"Topology"/.test(text)) return 'topojson';
  if (/\.(geobuf|pbf)(\.gz)?$/i.test(given)) return 'geobuf';
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (start === '' || start.startsWith('{') || start.startsWith('[') || start.startsWith('\u001e'))
    return null;
  throw new AtlasError(
    'invalid-data',
    `Found a file ${given} that begins with ${JSON.stringify(text.slice(0, 16))}; expected GeoJSON (also ` +
      'newline-delimited or gzipped), FlatGeobuf, Geobuf, TopoJSON, a zipped Shapefile, or CSV with edges.',
    { at: given },
  );
}

async function readRaw(
  format: BoundaryFormat,
  file: BoundaryFile,
  object: string | undefined,
): Promise<RawFeature[]> {
  try {
    return await format.read(file, object === undefined ? {} : { object });
  } catch (cause) {
    throw cannotDecode(format.title, file.name, cause);
  }
}

const cannotDecode = (title: string, name: string, cause: unknown): unknown =>
  cause instanceof AtlasError
    ? cause
    : new AtlasError(
        'invalid-data',
        `Found ${title} that cannot be decoded (${(cause as Error).message}), expected a complete file.`,
        { at: name, cause },
      );

const toRecord = ({ geometry, properties }: RawFeature): string =>
  `${JSON.stringify({ type: 'Feature', properties, geometry })}\n`;

function* toSequence(features: readonly RawFeature[]): Generator<string> {
  for (const feature of features) yield toRecord(feature);
}

/** Bytes of text that are written at a time. */
const WRITTEN_CHARACTERS = 1 << 16;

/** The features of a file that may be larger than memory. */
async function* flatGeobufToSequence(path: string, given: string): AsyncGenerator<string> {
  const { flatgeobuf, streamFlatGeobuf } = await import('../../geodata/sources/flatgeobuf.ts');
  const file = await open(path, 'r');
  let text = '';
  try {
    const { size } = await file.stat();
    const read = async (start: number, end: number): Promise<Uint8Array> => {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
      return bytes.subarray(0, bytesRead);
    };
    for await (const feature of streamFlatGeobuf({ size, read })) {
      text += toRecord(feature);
      if (text.length < WRITTEN_CHARACTERS) continue;
      yield text;
      text = '';
    }
    yield text;
  } catch (cause) {
    throw cannotDecode(flatgeobuf.title, basename(given), cause);
  } finally {
    await file.close();
  }
}

const layerName = (given: string): string =>
  basename(given)
    .replace(/\.gz$/i, '')
    .replace(/\.[^.]+$/, '');
