// Not the index of the tiles: the baker need not be loaded for this.
import {
  ArchiveWriter,
  openArchive,
  readContents,
  type Archive,
  type ByteOutput,
  type ByteSource,
} from './archive/index.ts';
import { AtlasError } from './model/atlas-error.ts';
import { ColumnReplacer } from './tiles/columns/column-replacer.ts';
import { describeColumns } from './tiles/columns/describe-columns.ts';
import type { NewColumns } from './tiles/columns/new-columns.ts';
import { TileProblem } from './tiles/decode/protobuf-reader.ts';
import { TileCompressor } from './tiles/encode/tile-compressor.ts';
import type { TileStatistics, VectorLayerEntry } from './tiles/layer-summary.ts';

export interface JoinOptions {
  /** The layer whose features get the columns. */
  layer: string;
  columns: NewColumns;
  /** As `jiju tile` compressed the archive, if the same bytes are wanted. */
  gzipLevel: number;
  onProgress?: (share: number) => void;
}

/** What became of rows and features, and the new archive. */
export interface JoinedArchive {
  revision: string;
  bytes: number;
  tiles: number;
  /** Rows that found a feature, and keys of features that no row has. */
  rows: number;
  unmatchedKeys: number;
}

/**
 * Puts the columns of a table on the features of an archive without tiling them again: geometry and its compressed
 * bytes are taken over wherever the tags of features stay the same. The result is what tiling would give with these
 * properties in the source. Throws AtlasError where the archive has no such layer, or is damaged.
 */
export async function joinColumns(
  source: ByteSource,
  { layer, columns, gzipLevel, onProgress }: JoinOptions,
  output: ByteOutput,
): Promise<JoinedArchive> {
  const writer = new ArchiveWriter(output);
  try {
    const archive = await openArchive(source);
    const metadata = describeJoin(archive, layer, columns);
    const replacer = new ColumnReplacer(layer, columns);
    const compressor = new TileCompressor(gzipLevel);
    const { tileId, offset, runLength } = archive.directory;
    /** New contents by the place of the old, where several entries share one: most are a few bytes. */
    const shared = sharedContents(offset);
    for await (const { entry, stored, raw } of readContents(archive)) {
      const at = offset[entry]!;
      let compressed = shared.get(at) ?? null;
      if (compressed === null) {
        const rewritten = rewrite(replacer, raw, tileId[entry]!);
        compressed = compressor.compress(rewritten.raw, rewritten.features, { raw, compressed: stored });
        if (shared.has(at)) shared.set(at, compressed.slice());
      }
      for (let run = 0; run < runLength[entry]!; run++) writer.add(tileId[entry]! + run, compressed);
      onProgress?.((entry + 1) / tileId.length);
    }
    const { minzoom, maxzoom, bounds, center } = archive.header;
    const { revision, bytes, tiles } = writer.finish({ metadata, minzoom, maxzoom, bounds, center });
    return { revision, bytes, tiles, ...replacer.matches() };
  } catch (error) {
    writer.discard();
    throw error;
  }
}

function rewrite(
  replacer: ColumnReplacer,
  raw: Uint8Array,
  tile: number,
): ReturnType<ColumnReplacer['rewrite']> {
  try {
    return replacer.rewrite(raw);
  } catch (cause) {
    if (!(cause instanceof TileProblem)) throw cause;
    throw new AtlasError('invalid-data', `Tile ${tile} is no vector tile: ${cause.message}.`, { cause });
  }
}

/** Places of contents that several entries have. */
function sharedContents(offset: ArrayLike<number>): Map<number, Uint8Array | null> {
  const seen = new Set<number>();
  const shared = new Map<number, Uint8Array | null>();
  for (let entry = 0; entry < offset.length; entry++) {
    if (seen.has(offset[entry]!)) shared.set(offset[entry]!, null);
    else seen.add(offset[entry]!);
  }
  return shared;
}

/** The metadata of the archive with the new fields of the layer. */
function describeJoin(
  { metadata, header }: Archive,
  layer: string,
  { attributes }: NewColumns,
): Archive['metadata'] {
  if (header.tileType !== 'mvt' && header.tileType !== 'unknown') {
    throw new AtlasError('usage', `The archive has tiles of type ${header.tileType}; expected vector tiles.`);
  }
  const layers = (metadata.vector_layers ?? []) as VectorLayerEntry[];
  const vectorLayer = layers.find(({ id }) => id === layer);
  if (vectorLayer === undefined) {
    const names = layers.map(({ id }) => id).join(', ');
    throw new AtlasError(
      'usage',
      `The archive has no layer ${JSON.stringify(layer)}; its layers are ${names}.`,
    );
  }
  const tilestats = metadata['tilestats'] as { layers?: TileStatistics[] } | undefined;
  const statistics = tilestats?.layers?.find((each) => each.layer === layer) ?? null;
  const described = describeColumns({ vectorLayer, statistics }, attributes);
  return {
    ...metadata,
    vector_layers: layers.map((each) => (each === vectorLayer ? described.vectorLayer : each)),
    ...(tilestats === undefined
      ? {}
      : {
          tilestats: {
            ...tilestats,
            layers: tilestats.layers?.map((each) => (each === statistics ? described.statistics : each)),
          },
        }),
  };
}
