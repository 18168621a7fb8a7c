import { MAX_TILE_ZOOM, tileIdToZxy, zoomOfTileId } from '../model/tile-id.ts';
import type { ByteSource } from './byte-source.ts';
import { decompress } from './compression.ts';
import { FIRST_REQUEST_BYTES } from './header.ts';
import { openArchive, type Archive } from './reader.ts';
import { invalidArchive } from './varint.ts';

/** One thing wrong with an archive that can be opened. */
export interface ArchiveProblem {
  message: string;
  /** Byte of the archive, where it has one. */
  at?: number;
  /** "z/x/y" of a tile. */
  tile?: string;
}

/** What was counted while verifying; the first three are compared with the header. */
export interface ArchiveStatistics {
  addressedTiles: number;
  tileEntries: number;
  tileContents: number;
  minzoom: number;
  maxzoom: number;
  /** Bytes of tile data that no entry reaches. */
  unreachableBytes: number;
}

/** Looks into one distinct tile content, uncompressed; `z/x/y` is the first tile that has it. */
export type TileCheck = (bytes: Uint8Array, z: number, x: number, y: number) => string[];

/**
 * Reads the whole archive and recomputes every statement of its header. What makes it unreadable is thrown as
 * an AtlasError; everything else is listed. `checkTile` sees every distinct tile content once.
 */
export async function verifyArchive(
  source: ByteSource,
  checkTile: TileCheck = () => [],
): Promise<{ archive: Archive; statistics: ArchiveStatistics; problems: ArchiveProblem[] }> {
  const archive = await openArchive(source);
  const { header, metadata, directory } = archive;
  const problems: ArchiveProblem[] = [];
  const expect = (holds: boolean, message: string, at?: number): void => {
    if (!holds) problems.push(at === undefined ? { message } : { message, at });
  };

  const contents = distinctContents(archive, problems);
  const entries = directory.tileId.length;
  const statistics: ArchiveStatistics = {
    addressedTiles: directory.runLength.reduce((sum, run) => sum + run, 0),
    tileEntries: entries,
    tileContents: contents.length,
    minzoom: zoomOfTileId(directory.tileId[0]!),
    maxzoom: zoomOfTileId(directory.tileId[entries - 1]! + directory.runLength[entries - 1]! - 1),
    unreachableBytes: 0,
  };

  // Counts of 0 mean that the writer did not know them.
  for (const [name, at] of [
    ['addressedTiles', 72],
    ['tileEntries', 80],
    ['tileContents', 88],
  ] as const) {
    const stated = header[name];
    const counted = statistics[name];
    expect(
      stated === 0 || stated === counted,
      `The header states ${stated} ${name}; ${counted} were found.`,
      at,
    );
  }
  const { minzoom, maxzoom } = statistics;
  expect(
    minzoom >= header.minzoom,
    `The header states minzoom ${header.minzoom}; a tile has ${minzoom}.`,
    100,
  );
  expect(
    maxzoom <= header.maxzoom,
    `The header states maxzoom ${header.maxzoom}; a tile has ${maxzoom}.`,
    101,
  );
  expect(maxzoom <= MAX_TILE_ZOOM, `A tile id lies beyond zoom ${MAX_TILE_ZOOM}.`);
  const [west, south, east, north] = header.bounds;
  expect(
    west >= -180 && east <= 180 && south >= -90 && north <= 90 && west <= east && south <= north,
    `The bounds ${header.bounds.join(', ')} are not west, south, east, north in degrees.`,
    102,
  );
  const rootEnd = header.rootDirectory.offset + header.rootDirectory.length;
  expect(
    rootEnd <= FIRST_REQUEST_BYTES,
    `The root directory ends at byte ${rootEnd}; expected 16384 at most.`,
    8,
  );
  expect(
    header.tileType !== 'mvt' || Array.isArray(metadata.vector_layers),
    'The metadata of vector tiles has no vector_layers.',
    header.metadata.offset,
  );
  if (header.clustered) checkClustered(archive, problems);

  let reached = 0;
  for (const { offset, length, entry } of contents) {
    if (offset > reached) statistics.unreachableBytes += offset - reached;
    reached = Math.max(reached, offset + length);
    const { z, x, y } = tileIdToZxy(directory.tileId[entry]!);
    const tile = `${z}/${x}/${y}`;
    const at = header.tileData.offset + offset;
    if (offset + length > header.tileData.length) {
      throw invalidArchive(`Tile ${tile} lies beyond the ${header.tileData.length} bytes of tile data.`, at);
    }
    const bytes = decompress(await source.read(at, length), header.tileCompression, at, `tile ${tile}`);
    for (const message of checkTile(bytes, z, x, y)) problems.push({ message, at, tile });
  }
  statistics.unreachableBytes += Math.max(0, header.tileData.length - reached);
  expect(
    statistics.unreachableBytes === 0,
    `No entry reaches ${statistics.unreachableBytes} bytes of tile data.`,
  );
  return { archive, statistics, problems };
}

interface Content {
  offset: number;
  length: number;
  /** First entry that has it. */
  entry: number;
}

/** Distinct contents in order of their offset; contents that overlap without being the same are problems. */
function distinctContents({ directory, header }: Archive, problems: ArchiveProblem[]): Content[] {
  const { offset, length } = directory;
  const order = Uint32Array.from(offset.keys()).sort(
    (a, b) => offset[a]! - offset[b]! || length[a]! - length[b]! || a - b,
  );
  const contents: Content[] = [];
  for (const entry of order) {
    const last = contents.at(-1);
    if (last !== undefined && last.offset === offset[entry] && last.length === length[entry]) continue;
    if (last !== undefined && offset[entry]! < last.offset + last.length) {
      problems.push({
        message: `Tiles ${directory.tileId[last.entry]} and ${directory.tileId[entry]} share part of their bytes.`,
        at: header.tileData.offset + offset[entry]!,
      });
    }
    contents.push({ offset: offset[entry]!, length: length[entry]!, entry });
  }
  return contents;
}

/** Clustered: a content is either new, and then follows all before it, or was there already. */
function checkClustered({ directory, header }: Archive, problems: ArchiveProblem[]): void {
  let end = 0;
  for (let i = 0; i < directory.tileId.length; i++) {
    const offset = directory.offset[i]!;
    if (offset > end) {
      problems.push({
        message: `The header says clustered, but tile ${directory.tileId[i]} lies apart from the tile before it.`,
        at: header.tileData.offset + offset,
      });
      return;
    }
    end = Math.max(end, offset + directory.length[i]!);
  }
}
