import { AtlasError } from '../model/atlas-error.ts';
import { decompress } from './compression.ts';
import type { Header } from './header.ts';
import type { ByteSource } from './byte-source.ts';
import { invalidArchive } from './varint.ts';

/** One layer of the tiles, as TileJSON 3.0.0 (section 3.3) and PMTiles 3 (section 5) describe it. */
export interface VectorLayer {
  id: string;
  description?: string;
  minzoom?: number;
  maxzoom?: number;
  /** Field name to type: Number, String or Boolean. */
  fields: Record<string, string>;
}

/** The JSON document of an archive; keys beyond the known ones are kept as they are. */
export interface ArchiveMetadata {
  name?: string;
  description?: string;
  attribution?: string;
  version?: string;
  type?: 'overlay' | 'baselayer';
  vector_layers?: VectorLayer[];
  [key: string]: unknown;
}

/** Serialises metadata; vector tiles must describe their layers. */
export function encodeMetadata(metadata: ArchiveMetadata, isVector: boolean): Uint8Array {
  if (isVector && metadata.vector_layers === undefined) {
    throw new AtlasError('usage', 'The metadata of vector tiles needs vector_layers; none were given.');
  }
  return Buffer.from(JSON.stringify(metadata), 'utf8');
}

/** Reads the metadata document; anything but a JSON object is refused. */
export async function readMetadata(source: ByteSource, header: Header): Promise<ArchiveMetadata> {
  const { offset, length } = header.metadata;
  const stored = await source.read(offset, length);
  const bytes = decompress(stored, header.internalCompression, offset, 'metadata');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw invalidArchive('The metadata is not JSON in UTF-8. The archive is damaged.', offset, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidArchive('The metadata is not a JSON object. The archive is damaged.', offset);
  }
  return value as ArchiveMetadata;
}
