import { AtlasError } from '../model/atlas-error.ts';
import type { BoundingBox } from '../model/geometry.ts';
import type { ByteOutput } from './byte-output.ts';
import { compressInternal, type Compression, type TileType } from './compression.ts';
import { createDirectory, type Directory } from './directory.ts';
import { buildDirectoryTree } from './directory-tree.ts';
import { encodeHeader, FIRST_REQUEST_BYTES, HEADER_BYTES, type Header } from './header.ts';
import { encodeMetadata, type ArchiveMetadata } from './metadata.ts';
import { TileStore } from './tile-store.ts';

/** What an archive says about itself. */
export interface ArchiveDescription {
  metadata: ArchiveMetadata;
  minzoom: number;
  maxzoom: number;
  bounds: BoundingBox;
  center: [longitude: number, latitude: number, zoom: number];
  /** Default mvt. */
  tileType?: TileType;
  /** How the tiles given to `add` are compressed; default gzip. */
  tileCompression?: Compression;
}

/** What was written. */
export interface ArchiveSummary {
  /** First 16 hex digits of SHA-256 over tile contents, directories, metadata and header. */
  revision: string;
  bytes: number;
  /** Tiles that have an address; `contents` of them differ. */
  tiles: number;
  contents: number;
  header: Header;
}

/**
 * Writes a PMTiles archive as a stream: tiles come in ascending order of their ids, distinct contents are
 * stored once, and neighbours on the curve with equal content become a run. Header and root directory fill the
 * first 16 KiB at the end; leaf directories and metadata follow the tiles, so that no byte is written twice.
 */
export class ArchiveWriter {
  readonly #output: ByteOutput;
  readonly #store: TileStore;
  readonly #tileId: number[] = [];
  readonly #offset: number[] = [];
  readonly #length: number[] = [];
  readonly #runLength: number[] = [];
  #tiles = 0;
  #lastTile = -1;

  constructor(output: ByteOutput) {
    this.#output = output;
    this.#store = new TileStore(output, FIRST_REQUEST_BYTES);
  }

  /** Adds the tile with an id above all before it. The bytes may be reused after the call. */
  add(tileId: number, bytes: Uint8Array): void {
    if (tileId <= this.#lastTile || bytes.length === 0) {
      throw new AtlasError(
        'usage',
        `Tile ${tileId} with ${bytes.length} bytes was added after tile ${this.#lastTile}; ` +
          'expected ascending ids and at least one byte.',
      );
    }
    const offset = this.#store.add(bytes);
    const last = this.#tileId.length - 1;
    const follows = tileId === this.#lastTile + 1;
    if (last >= 0 && follows && this.#offset[last] === offset && this.#length[last] === bytes.length) {
      this.#runLength[last]!++;
    } else {
      this.#tileId.push(tileId);
      this.#offset.push(offset);
      this.#length.push(bytes.length);
      this.#runLength.push(1);
    }
    this.#tiles++;
    this.#lastTile = tileId;
  }

  /** Writes directories, metadata and header, and makes the output final. */
  finish(description: ArchiveDescription): ArchiveSummary {
    if (this.#tiles === 0) {
      throw new AtlasError(
        'invalid-data',
        'No tile was made: none of the features lies in the zooms asked for.',
      );
    }
    const tileType = description.tileType ?? 'mvt';
    const hash = this.#store.finish();
    const tree = buildDirectoryTree(this.#entries());
    const metadata = compressInternal(encodeMetadata(description.metadata, tileType === 'mvt'));
    const tileDataEnd = FIRST_REQUEST_BYTES + this.#store.byteLength;
    const header: Header = {
      rootDirectory: { offset: HEADER_BYTES, length: tree.root.length },
      metadata: { offset: tileDataEnd, length: metadata.length },
      leafDirectories: { offset: tileDataEnd + metadata.length, length: tree.leaves.length },
      tileData: { offset: FIRST_REQUEST_BYTES, length: this.#store.byteLength },
      addressedTiles: this.#tiles,
      tileEntries: this.#tileId.length,
      tileContents: this.#store.contents,
      clustered: true,
      internalCompression: 'gzip',
      tileCompression: description.tileCompression ?? 'gzip',
      tileType,
      minzoom: description.minzoom,
      maxzoom: description.maxzoom,
      bounds: description.bounds,
      center: description.center,
    };
    const headerBytes = encodeHeader(header);
    this.#output.write(headerBytes, 0);
    this.#output.write(tree.root, HEADER_BYTES);
    this.#output.write(metadata, header.metadata.offset);
    if (tree.leaves.length > 0) this.#output.write(tree.leaves, header.leafDirectories.offset);
    this.#output.commit();

    for (const bytes of [tree.root, tree.leaves, metadata, headerBytes]) hash.update(bytes);
    return {
      revision: hash.digest('hex').slice(0, 16),
      bytes: tileDataEnd + metadata.length + tree.leaves.length,
      tiles: this.#tiles,
      contents: this.#store.contents,
      header,
    };
  }

  /** Gives up: nothing is left behind. */
  discard(): void {
    this.#output.discard();
  }

  #entries(): Directory {
    const directory = createDirectory(this.#tileId.length);
    directory.tileId.set(this.#tileId);
    directory.offset.set(this.#offset);
    directory.length.set(this.#length);
    directory.runLength.set(this.#runLength);
    return directory;
  }
}
