import { availableParallelism, tmpdir } from 'node:os';
import { AtlasError } from '../model/atlas-error.ts';
import type { SnapTolerance } from './topology/build-topology.ts';
import { MAX_BAKE_ZOOM } from './world-grid.ts';

export interface BakeOptions {
  minzoom: number;
  maxzoom: number;
  /** Threads, this one included; default all the machine offers. The tiles do not depend on it. */
  workers?: number;
  /** Vertices from which more than one thread is started; default 200,000. */
  threadsFrom?: number;
  /** Bytes that the process may take, which is an estimate; input that needs more is refused. Default: no limit. */
  memory?: number;
  /**
   * Bytes of a file that are cut at a time, where its features can be cut without the others; what is cut waits on disk.
   * Default: as many as fit into `memory`.
   */
  partBytes?: number;
  /** Where it waits; default the system's folder for temporary files. */
  spillFolder?: string;
  /**
   * What a layer may take of a tile before compression: points and lines that do not fit are left out of a zoom
   * by weight, polygons never are. 0 is no limit; default 500,000.
   */
  maxTileBytes?: number;
  /** How far a drawn line may be from the true one, in 1/4096 of a tile; default 1. */
  tolerance?: number;
  /**
   * Borders of a coverage that run along two lines nearer than this become one; in steps of 1/2^30 world.
   * Default 'auto': by the precision of the coordinates.
   */
  snap?: SnapTolerance;
  /** 1 (fast) to 9 (small); default 5, which makes tiles 0.1 to 0.3 % larger than 6 in two thirds of its time. */
  gzipLevel?: number;
  /** Called where a stage of the work begins, with what it does. */
  onStep?: (title: string) => void;
  /** Called as the tiles get done, with their share from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** Options with every default filled in. */
export type CompleteOptions = Required<BakeOptions>;

const isZoom = (zoom: number): boolean => Number.isInteger(zoom) && zoom >= 0 && zoom <= MAX_BAKE_ZOOM;

/** Fills in defaults, and refuses zooms, buffers and names that cannot be. */
export function completeOptions(
  layers: readonly { id: string; buffer: number }[],
  options: BakeOptions,
): CompleteOptions {
  const { minzoom, maxzoom } = options;
  if (!isZoom(minzoom) || !isZoom(maxzoom) || minzoom > maxzoom) {
    throw new AtlasError(
      'usage',
      `Zooms ${minzoom} to ${maxzoom} were asked for; expected whole numbers from 0 to ${MAX_BAKE_ZOOM}, the lower first.`,
    );
  }
  const seen = new Set<string>();
  for (const { id, buffer } of layers) {
    if (seen.has(id)) throw new AtlasError('usage', `Two layers are named ${id}; names must differ.`);
    seen.add(id);
    if (!Number.isInteger(buffer) || buffer < 0 || buffer > 4096) {
      throw new AtlasError(
        'usage',
        `Layer ${id} has a buffer of ${buffer}; expected a whole number from 0 to 4096.`,
      );
    }
  }
  return {
    workers: availableParallelism(),
    // Below, threads take longer to compile the code, each for itself, than they take off the work.
    threadsFrom: 200_000,
    memory: Infinity,
    partBytes: Infinity,
    spillFolder: tmpdir(),
    maxTileBytes: 500_000,
    tolerance: 1,
    snap: 'auto',
    gzipLevel: 5,
    onStep: () => {},
    onProgress: () => {},
    ...options,
  };
}
