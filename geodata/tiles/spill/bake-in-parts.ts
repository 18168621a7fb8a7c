import { cutBatches } from '../bake-batches.ts';
import type { CompleteOptions } from '../bake-options.ts';
import { reportBake, reportPart, type BakedTileset, type PartReport } from '../bake-report.ts';
import { emptyRoom } from '../budget/select-features.ts';
import type { Rooms } from '../budget/select-kept.ts';
import type { Crew } from '../crew.ts';
import { columnOfNumbers } from '../encode/attributes.ts';
import type { FlatLayer } from '../flat-layer.ts';
import { summarizeFeatures, summarizeLayer, type LayerSummary } from '../layer-summary.ts';
import type { MemoryLimit } from '../memory-limit.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { tileIdToZxy } from '../../model/tile-id.ts';
import { prepareLayers } from '../prepare-layers.ts';
import { featureLayer, layersOf, readFiles, type FileLayer } from '../read/read-files.ts';
import { GeoJsonReader, joinRanges } from '../read/read-geojson.ts';
import type { RangeResult } from '../read/read-range.ts';
import { handOver, noTiles, type TileSink, type TileTotals } from '../tile-totals.ts';
import { shapeOf, type LayerShape } from './load-tiles.ts';
import { SpillFile } from './spill-file.ts';
import { divideRuns, SpilledRun, type GatheredTiles, type RunMarks } from './spilled-run.ts';
import type { SurveyedFile } from './survey.ts';

/** Bytes of cut features that one thread assembles at a time, and how many more for every part there is. */
const JOB_BYTES = 2 ** 21;
const JOB_BYTES_OF_PART = 2 ** 16;

/** While a tile is assembled: its features as they were written, loaded, encoded and compressed, about. */
const ASSEMBLED_COPIES = 8;

/**
 * Bakes files that do not fit into memory. Features that can be cut without the others are read, cut and written to disk
 * part by part; what shares borders or is ranked is one part, which has to fit. Then the tiles are assembled run by run,
 * from what all parts have of them. The tiles are those of a bake at once.
 */
export async function bakeInParts(
  crew: Crew,
  memory: MemoryLimit,
  files: readonly SurveyedFile[],
  partBytes: number,
  options: CompleteOptions,
  sink: TileSink,
): Promise<BakedTileset> {
  const spill = new SpillFile(options.spillFolder);
  try {
    const parts = new Parts(
      crew,
      memory,
      spill,
      layersOf(files).map(({ id }) => id),
      options,
    );
    options.onStep('Cut features');
    const diagnostics = await cutWholeLayers(crew, files, parts);
    for (const [i, file] of files.entries()) {
      await cutLayerInParts(crew, file, partBytes, parts, (share) =>
        options.onProgress((i + share) / files.length),
      );
    }
    options.onStep('Make tiles');
    const totals = await parts.assemble(sink);
    const remarks = [...diagnostics, ...parts.repairs];
    return reportBake(parts.summaries, parts.reports, totals, spill.bytes, options, remarks);
  } finally {
    spill.close();
  }
}

/** Cuts layers that have to be whole: coverages, which share borders, together. Says what was found in all files. */
async function cutWholeLayers(
  crew: Crew,
  files: readonly SurveyedFile[],
  parts: Parts,
): Promise<Diagnostic[]> {
  const whole = files.filter(({ survey }) => !survey?.isDivisible);
  const isCoverage = ({ coverage }: FileLayer): boolean => coverage === true;
  const groups = [
    whole.filter(isCoverage),
    ...whole.filter((file) => !isCoverage(file)).map((file) => [file]),
  ];
  const remarks = new Map<FileLayer, Diagnostic[]>();
  for (const group of groups) {
    if (group.length === 0) continue;
    const { layers, diagnostics } = await readFiles(crew, group);
    remarks.set(group[0]!, diagnostics);
    for (const layer of layers) parts.summarize(summarizeLayer(layer));
    await parts.cut(layers);
  }
  return files.flatMap((file) => file.survey?.diagnostics ?? remarks.get(file) ?? []);
}

/** Reads, cuts and writes a layer part by part, if it can be divided. */
async function cutLayerInParts(
  crew: Crew,
  file: SurveyedFile,
  partBytes: number,
  parts: Parts,
  onProgress: (share: number) => void,
): Promise<void> {
  const { survey, content } = file;
  if (content.kind === 'edges' || !survey?.isDivisible) return;
  const { features, kind, fields } = survey;
  parts.summarize(summarizeFeatures({ ...file, declared: null }, features, kind, fields));
  const encodings = fields.encodings();
  const rooms = parts.emptyRooms();
  const reader = new GeoJsonReader(crew, file.path, file.label, content, partBytes);
  while (!reader.isAtEnd) {
    const ranges: RangeResult[] = [];
    await reader.read(partBytes, (range) => void ranges.push(range));
    const read = joinRanges(ranges, fields.keys);
    ranges.length = 0;
    // A part may have no number in a field that has some.
    const noNumbers = (): Float64Array => new Float64Array(read.geometry.featureId.length).fill(Number.NaN);
    const numbersIn = (field: string): Float64Array => columnOfNumbers(read.attributes, field) ?? noNumbers();
    await parts.cut([{ ...featureLayer(file, content, read, numbersIn), encodings }], rooms);
    onProgress(reader.share);
  }
}

/** Cuts parts of a tileset one after the other, keeps them on disk, and assembles tiles of all of them. */
class Parts {
  readonly summaries: LayerSummary[] = [];
  readonly reports: PartReport[] = [];
  readonly repairs: Diagnostic[] = [];
  readonly #crew: Crew;
  readonly #memory: MemoryLimit;
  readonly #spill: SpillFile;
  readonly #ids: readonly string[];
  readonly #options: CompleteOptions;
  readonly #runs: RunMarks[] = [];
  /** By tile, where they are many: bytes that all parts have of it. */
  readonly #weights = new Map<number, number>();
  /** By number of layer. */
  readonly #shapes: LayerShape[] = [];

  /** `ids` are those of all layers in the order that tiles have them in. */
  constructor(
    crew: Crew,
    memory: MemoryLimit,
    spill: SpillFile,
    ids: readonly string[],
    options: CompleteOptions,
  ) {
    this.#crew = crew;
    this.#memory = memory;
    this.#spill = spill;
    this.#ids = ids;
    this.#options = options;
  }

  summarize(summary: LayerSummary): void {
    this.summaries[this.#ids.indexOf(summary.id)] = summary;
  }

  /** Tiles without anything in them, for the parts of one layer. */
  emptyRooms(): Rooms {
    const { minzoom, maxzoom } = this.#options;
    return Array.from({ length: maxzoom + 1 }, (_, zoom) => [zoom < minzoom ? null : emptyRoom()]);
  }

  /** Cuts layers, or parts of them that follow those which were cut before; `rooms` is what those have left in tiles. */
  async cut(layers: readonly FlatLayer[], rooms?: Rooms): Promise<void> {
    const [crew, memory, options] = [this.#crew, this.#memory, this.#options];
    const { prepared, diagnostics } = await prepareLayers(crew, memory, layers, options, () => {}, rooms);
    const { tables } = prepared;
    const numbers = tables.map(({ id }) => this.#ids.indexOf(id));
    const run = new SpilledRun();
    const seen = await cutBatches(crew, prepared, options, memory, (jobs) =>
      crew.run('gather', { tables, layers: numbers, jobs }, jobs.length, (tiles) => {
        run.append(this.#spill, tiles);
        this.#weigh(tiles);
      }),
    );
    this.#runs.push(run.finish());
    this.#requireHeaviest();
    this.repairs.push(...diagnostics);
    this.reports.push(reportPart(prepared, seen));
    for (const [i, table] of tables.entries()) this.#shapes[numbers[i]!] = shapeOf(table);
  }

  #weigh({ heavyTile, heavyBytes }: GatheredTiles): void {
    for (const [i, tile] of heavyTile.entries())
      this.#weights.set(tile, (this.#weights.get(tile) ?? 0) + heavyBytes[i]!);
  }

  /** Stops as soon as a tile has more than can be assembled at once: before the rest of the features is cut. */
  #requireHeaviest(): void {
    let heaviest = 0;
    for (const tile of this.#weights.keys())
      if (this.#weights.get(tile)! > (this.#weights.get(heaviest) ?? 0)) heaviest = tile;
    const { z, x, y } = tileIdToZxy(heaviest);
    const bytes = (this.#weights.get(heaviest) ?? 0) * ASSEMBLED_COPIES;
    const what = `features so far in tile ${z}/${x}/${y}, which deeper zooms (--minzoom) divide`;
    this.#memory.require(bytes * this.#crew.threads, what);
  }

  /** Assembles the tiles out of all parts and hands them over. */
  async assemble(sink: TileSink): Promise<TileTotals> {
    const { gzipLevel, maxTileBytes, onProgress } = this.#options;
    const jobBytes = Math.max(JOB_BYTES, this.#runs.length * JOB_BYTES_OF_PART);
    const jobs = divideRuns(this.#runs, jobBytes);
    const totals = noTiles();
    const payload = { descriptor: this.#spill.descriptor, shapes: this.#shapes, gzipLevel, jobs };
    await this.#crew.run('assembleSpilled', payload, jobs.length, (tiles, job) => {
      handOver(tiles, sink, maxTileBytes, totals);
      onProgress((job + 1) / jobs.length);
    });
    return totals;
  }
}
