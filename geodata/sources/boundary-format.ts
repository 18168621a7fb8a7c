import type { BoundaryFile } from './boundary-file.ts';

export interface BoundaryOptions {
  /** Which object of a TopoJSON file, which layer of a GeoPackage or a zipped Shapefile to read; the only one by default. */
  object?: string;
  /** The file of the same name with another extension, for formats of several files; null where there is none. */
  beside?: (extension: string) => Promise<Uint8Array | null>;
}

/** A feature as its file has it; the geometry is GeoJSON that nobody has checked. */
export interface RawFeature {
  geometry: unknown;
  properties: Record<string, unknown>;
}

/** One file format that boundaries come in. */
export interface BoundaryFormat {
  id: string;
  /** As it reads in a sentence. */
  title: string;
  /** Whether the bytes are of this format; the name of the file counts only where bytes cannot tell. */
  matches(file: BoundaryFile): boolean;
  /** Throws AtlasError for what its user can mend; other errors mean that the bytes are damaged. */
  read(file: BoundaryFile, options: BoundaryOptions): RawFeature[] | Promise<RawFeature[]>;
}
