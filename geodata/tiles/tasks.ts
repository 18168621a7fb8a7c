import type { ArcTable, LayerTable, ZoomArcs } from './bake-model.ts';
import { FeatureSlicer, type SlicedTiles, type SliceInput, type SliceJob } from './slice/feature-slicer.ts';
import { readRange, type RangeInput, type RangeResult } from './read/read-range.ts';
import { simplifyArcs, type SimplifyOptions } from './topology/simplify.ts';
import { surveyFeatures } from './zoom/survey.ts';
import { TileAssembler, type AssembledTiles, type AssembleJob } from './encode/tile-assembler.ts';
import { countLevels, drawArcs } from './zoom/draw-arcs.ts';

/**
 * The parts of a bake that threads share out. A task is prepared once per thread with what it reads, and then
 * called with the numbers of the pieces of work; which thread does which piece must not matter.
 */
export const tasks = {
  /** Reads one range of a file. */
  read:
    (ranges: RangeInput[]) =>
    (index: number): RangeResult =>
      readRange(ranges[index]!),

  /** Simplifies one range of arcs; gives its vertices by level. */
  simplify:
    ({ arcs, ranges, options }: SimplifyTask) =>
    (index: number): Uint32Array => {
      simplifyArcs(arcs, ranges[index]!, ranges[index + 1]!, options);
      return countLevels(arcs, ranges[index]!, ranges[index + 1]!);
    },

  /** Draws one range of arcs at one zoom. */
  draw:
    ({ arcs, ranges, zooms, at }: DrawTask) =>
    (index: number): null => {
      const zoom = Math.floor(index / (ranges.length - 1));
      const range = index % (ranges.length - 1);
      drawArcs(arcs, ranges[range]!, ranges[range + 1]!, zooms[zoom]!, at[index]!);
      return null;
    },

  /** Looks for features without area, one layer at one zoom. */
  survey:
    ({ tables, zooms, dots }: SurveyTask) =>
    (index: number): null => {
      const zoom = Math.floor(index / tables.length);
      const layer = index % tables.length;
      const table = tables[layer]!;
      surveyFeatures(table, zooms[zoom]!, 0, table.featureId.length, dots[zoom]![layer]!);
      return null;
    },

  /** Cuts one range of features into tiles. */
  slice: ({ input, jobs }: SliceTask): ((index: number) => SlicedTiles) => {
    const slicer = new FeatureSlicer(input);
    return (index) => slicer.slice(jobs[index]!);
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
  /** Where the vertices of a range begin, by zoom and range. */
  at: number[];
}

export interface SurveyTask {
  tables: LayerTable[];
  zooms: ZoomArcs[];
  dots: Uint8Array[][];
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

export type TaskName = keyof typeof tasks;
export type TaskPayload<Name extends TaskName> = Parameters<(typeof tasks)[Name]>[0];
export type TaskResult<Name extends TaskName> = ReturnType<ReturnType<(typeof tasks)[Name]>>;
