import { ArchiveWriter, fileOutput, type ArchiveMetadata, type ByteOutput } from './archive/index.ts';
import type { Layer } from './model/layer.ts';
import {
  bakeFiles,
  bakeTileset,
  tileStatistics,
  vectorLayerEntry,
  type BakedTileset,
  type BakeOptions,
  type FileLayer,
  type TileSink,
} from './tiles/index.ts';

export interface BakeArchiveOptions extends BakeOptions {
  /** Name, attribution, sources and whatever else the archive should say; layers and statistics are added. */
  metadata?: ArchiveMetadata;
  /** What layers show and by which rules they leave something out, for readers of the archive. */
  descriptions?: Readonly<Record<string, string>>;
}

/** A baked archive: what `BakedTileset` says, and the file. `bytes` is the size of the whole archive. */
export interface BakedArchive extends BakedTileset {
  /** Hash over everything in the archive; part of its immutable URL. */
  revision: string;
  center: [longitude: number, latitude: number, zoom: number];
  /** Distinct tile contents. */
  contents: number;
}

/** Bakes layers into a PMTiles file. The file appears under its name only when it is complete. */
export const bakeArchive = (
  layers: readonly Layer[],
  options: BakeArchiveOptions,
  path: string,
): Promise<BakedArchive> => bakeInto(layers, options, fileOutput(path));

/** The same into any output, for instance memory. */
export const bakeInto = (
  layers: readonly Layer[],
  options: BakeArchiveOptions,
  output: ByteOutput,
): Promise<BakedArchive> => writeArchive((sink) => bakeTileset(layers, options, sink), options, output);

/** Bakes layers that are read from files. */
export const bakeFilesInto = (
  layers: readonly FileLayer[],
  options: BakeArchiveOptions,
  output: ByteOutput,
): Promise<BakedArchive> => writeArchive((sink) => bakeFiles(layers, options, sink), options, output);

async function writeArchive(
  bake: (sink: TileSink) => Promise<BakedTileset>,
  { metadata, descriptions = {} }: BakeArchiveOptions,
  output: ByteOutput,
): Promise<BakedArchive> {
  const writer = new ArchiveWriter(output);
  try {
    const baked = await bake(writer);
    const [west, south, east, north] = baked.bounds;
    const center: BakedArchive['center'] = [(west + east) / 2, (south + north) / 2, baked.minzoom];
    const { revision, bytes, contents } = writer.finish({
      metadata: {
        type: 'overlay',
        ...metadata,
        vector_layers: baked.layers.map((layer) => {
          const { id, ...rest } = vectorLayerEntry(layer);
          return {
            id,
            ...(Object.hasOwn(descriptions, id) ? { description: descriptions[id]! } : {}),
            ...rest,
          };
        }),
        tilestats: { layerCount: baked.layers.length, layers: baked.layers.map(tileStatistics) },
      },
      minzoom: baked.minzoom,
      maxzoom: baked.maxzoom,
      bounds: baked.bounds,
      center,
    });
    return { ...baked, revision, bytes, contents, center };
  } catch (error) {
    writer.discard();
    throw error;
  }
}
