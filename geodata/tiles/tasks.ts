import type { ArcTable, LayerTable, ZoomArcs } from './bake-model.ts';
import { FeatureSlicer, type SlicedTiles, type SliceInput, type SliceJob } from './slice/feature-slicer.ts';
import { selectFeatures, type SelectedFeatures, type TileRoom } from './budget/select-features.ts';
import { TileGatherer } from './spill/gather-tiles.ts';
import { loadTiles, type LayerShape } from './spill/load-tiles.ts';
import type { GatheredTiles, SpilledJob } from './spill/spilled-run.ts';
import { readEdgeRange, type EdgeRangeInput, type EdgeRangeResult } from './read/read-edge-range.ts';
import { JsonScanner } from './read/json-scanner.ts';
import { readRange, type RangeInput, type RangeResult } from './read/read-range.ts';
import { countLevels, simplifyArcs, type LevelCounts, type SimplifyOptions } from './topology/simplify.ts';
import { drawArcs } from './zoom/draw-arcs.ts';
import { prepareZoom, type PreparedZoom } from './zoom/prepare-zoom.ts';
import { TileAssembler, type AssembledTiles } from './encode/tile-assembler.ts';
import type { AssembleJob } from './encode/tile-walk.ts';

/**
 * The parts of a bake that threads share out. A task is prepared once per thread with what it reads, and then
 * called with the numbers of the pieces of work; which thread does which piece must not matter.
 */
export const tasks = {
  /** Reads one range of a file. */
  read: (ranges: RangeInput[]) => {
    const scanner = new JsonScanner();
    return (index: number): RangeResult => readRange(ranges[index]!, scanner);
  },

  /** Reads one range of a table of edges. */
  readEdges:
    (ranges: EdgeRangeInput[]) =>
    (index: number): EdgeRangeResult =>
      readEdgeRange(ranges[index]!),

  /** Simplifies one range of arcs; gives its vertices by level. */
  simplify:
    ({ arcs, ranges, options }: SimplifyTask) =>
    (index: number): LevelCounts => {
      simplifyArcs(arcs, ranges[index]!, ranges[index + 1]!, options);
      return countLevels(arcs, ranges[index]!, ranges[index + 1]!);
    },

  /** Draws one range of arcs at every zoom. */
  draw:
    ({ arcs, ranges, zooms, at }: DrawTask) =>
    (index: number): null => {
      drawArcs(arcs, ranges[index]!, ranges[index + 1]!, zooms, at[index]!);
      return null;
    },

  /** Repairs one zoom and looks what it leaves. */
  prepare:
    ({ arcs, tables, zooms }: PrepareTask) =>
    (index: number): PreparedZoom =>
      prepareZoom(arcs, tables, zooms[index]!),

  /** Chooses the features of one layer that one zoom draws. */
  select:
    ({ arcs, tables, zooms, dots, order, valueHashes, maxTileBytes, tolerance, jobs }: SelectTask) =>
    (index: number): SelectedFeatures => {
      const { layer, zoom, room } = jobs[index]!;
      const side = 2 ** zoom - 1;
      const window = { west: 0, north: 0, east: side, south: side };
      const source = {
        arcs,
        table: tables[layer]!,
        zoom,
        window,
        drawn: zooms[zoom]!,
        isDot: dots[zoom]![layer]!,
      };
      return selectFeatures(source, order[layer]!, valueHashes[layer]!, maxTileBytes, tolerance, room);
    },

  /** Cuts one range of features into tiles. */
  slice: ({ input, jobs }: SliceTask): ((index: number) => SlicedTiles) => {
    const slicer = new FeatureSlicer(input);
    return (index) => slicer.slice(jobs[index]!);
  },

  /** Puts one run of tiles into the bytes that lie on disk. */
  gather: ({ tables, layers, jobs }: GatherTask): ((index: number) => GatheredTiles) => {
    const gatherer = new TileGatherer(tables, layers);
    return (index) => gatherer.gather(jobs[index]!);
  },

  /** Assembles and compresses one run of tiles that lie on disk. */
  assembleSpilled:
    ({ descriptor, shapes, gzipLevel, jobs }: AssembleSpilledTask) =>
    (index: number): AssembledTiles => {
      const { tables, job } = loadTiles(descriptor, shapes, jobs[index]!);
      return new TileAssembler(tables, gzipLevel).assemble(job);
    },

  /** Assembles and compresses one run of tiles. */
  assemble: ({ tables, gzipLevel, jobs }: AssembleTask): ((index: number) => AssembledTiles) => {
    const assembler = new TileAssembler(tables, gzipLevel);
    return (index) => assembler.assemble(jobs[index]!);
  },
};

export interface SimplifyTask {
  arcs: ArcTable;
  /** Range i has the arcs from `ranges[i]` to `ranges[i + 1]`. */
  ranges: number[];
  options: SimplifyOptions;
}

export interface DrawTask {
  arcs: ArcTable;
  ranges: number[];
  zooms: ZoomArcs[];
  /** By range and zoom: where its vertices begin. */
  at: number[][];
}

export interface PrepareTask {
  arcs: ArcTable;
  tables: LayerTable[];
  zooms: ZoomArcs[];
}

export interface SelectTask extends Pick<SliceInput, 'arcs' | 'tables' | 'zooms' | 'dots' | 'tolerance'> {
  /** By layer: the features in the order in which they get room. */
  order: (Uint32Array | null)[];
  /** By layer: a hash of each of its values. */
  valueHashes: (Uint32Array | null)[];
  maxTileBytes: number;
  jobs: { layer: number; zoom: number; room: TileRoom | null }[];
}

export interface SliceTask {
  input: SliceInput;
  jobs: SliceJob[];
}

export interface AssembleTask {
  tables: LayerTable[];
  gzipLevel: number;
  jobs: AssembleJob[];
}

export interface GatherTask {
  tables: LayerTable[];
  /** Numbers of the tables among all layers. */
  layers: number[];
  jobs: AssembleJob[];
}

export interface AssembleSpilledTask {
  /** Of the spill file. */
  descriptor: number;
  shapes: LayerShape[];
  gzipLevel: number;
  jobs: SpilledJob[];
}

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskResult<Name extends TaskName> = ReturnType<ReturnType<(typeof tasks)[Name]>>;
