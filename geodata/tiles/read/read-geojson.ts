import { AtlasError } from '../../model/atlas-error.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import type { AttributeColumns } from '../encode/attribute-collector.ts';
import type { Crew } from '../crew.ts';
import { mergeZooms, type FeatureZooms } from '../feature-zooms.ts';
import type { InvalidFeature, RemarkedFeature } from './invalid-features.ts';
import type { ParserOptions } from './parser-options.ts';
import { lineOfByte, sizeOfFile } from './files.ts';
import type { GeometryColumns } from './geometry-columns.ts';
import { mergeAttributes, mergeGeometry } from './merge-ranges.ts';
import { gatherBeyond, refuseProjected } from './refuse-projected.ts';
import { readRange, type RangeResult } from './read-range.ts';
import { RemarkSummary } from './remarks.ts';

/** Bytes that one thread reads at a time. */
const RANGE_BYTES = 1 << 22;
/** Diagnostics that are listed one by one; the rest is counted. */
const MAX_LISTED = 20;

/** The features of a file, and what was to be said about them. */
export interface ReadFeatures {
  geometry: GeometryColumns;
  attributes: AttributeColumns;
  /** As their `tippecanoe` members say, null where no feature has one. */
  zooms: FeatureZooms | null;
  diagnostics: Diagnostic[];
}

/** The features of some of a file's ranges. */
export type FeaturesOfRanges = Omit<ReadFeatures, 'diagnostics'>;

/**
 * Reads GeoJSON, newline-delimited GeoJSON or a GeoJSON text sequence at byte level, in ranges that threads share out.
 * Text that is not JSON stops the reading with line, byte and number of the feature.
 */
export async function readGeoJson(
  crew: Crew,
  path: string,
  label: string,
  options: ParserOptions,
): Promise<ReadFeatures> {
  const reader = new GeoJsonReader(crew, path, label, options);
  const ranges: RangeResult[] = [];
  await reader.read(Infinity, (range) => void ranges.push(range));
  return { ...joinRanges(ranges), diagnostics: reader.finish() };
}

/** The features of ranges in their order; their keys are numbered as in `keys`. */
export function joinRanges(ranges: readonly RangeResult[], keys: readonly string[] = []): FeaturesOfRanges {
  return {
    geometry: mergeGeometry(ranges.map((range) => range.geometry)),
    attributes: mergeAttributes(
      ranges.map((range) => range.attributes),
      keys,
    ),
    zooms: mergeZooms(
      ranges.map((range) => range.zooms),
      ranges.map((range) => range.geometry.featureId.length),
    ),
  };
}

/** Reads a file from its start to its end, as much at a time as is asked for. */
export class GeoJsonReader {
  readonly #crew: Crew;
  readonly #path: string;
  readonly #label: string;
  readonly #options: ParserOptions;
  readonly #fileSize: number;
  readonly #rangeCount: number;
  readonly #remarks = new RemarkSummary();
  readonly #invalid: RemarkedFeature[] = [];
  /** Ranges that were read, and the byte at which the next feature begins. */
  #ranges = 0;
  #next = 0;
  #features = 0;
  #openLists = 0;

  /** `rangeBytes` are what one thread reads at a time. */
  constructor(
    crew: Crew,
    path: string,
    label: string,
    options: ParserOptions,
    rangeBytes: number = RANGE_BYTES,
  ) {
    this.#crew = crew;
    this.#path = path;
    this.#label = label;
    this.#options = options;
    this.#fileSize = sizeOfFile(path);
    this.#rangeCount = Math.max(1, Math.ceil(this.#fileSize / Math.min(rangeBytes, RANGE_BYTES)));
  }

  get isAtEnd(): boolean {
    return this.#ranges === this.#rangeCount;
  }

  /** Share of the file that was read. */
  get share(): number {
    return this.#ranges / this.#rangeCount;
  }

  get features(): number {
    return this.#features;
  }

  /** Reads about the next `bytes`, one range at least; hands its ranges over in their order. */
  async read(bytes: number, onRange: (range: RangeResult) => void): Promise<void> {
    const first = this.#ranges;
    const count = Math.max(1, Math.round((bytes / Math.max(1, this.#fileSize)) * this.#rangeCount));
    const last = Math.min(this.#rangeCount, first + count);
    const common = { path: this.#path, fileSize: this.#fileSize, options: this.#options };
    // Ranges come in their order; each must begin where the one before ended.
    const accept = (result: RangeResult): void => {
      this.#note(result);
      onRange(result);
    };
    await this.#crew.run(
      'read',
      Array.from({ length: last - first }, (_, i) => {
        const range = first + i;
        return { ...common, from: this.#edge(range), to: this.#edge(range + 1), exact: range === 0 };
      }),
      last - first,
      (result, i) => {
        const end = this.#edge(first + i + 1);
        if (result.start === this.#next) accept(result);
        else if (this.#next < end) accept(readRange({ ...common, from: this.#next, to: end, exact: true }));
      },
    );
    this.#ranges = last;
  }

  /** Says what was found in the file, all of which was read. Stops where the file is cut off or no GeoJSON in degrees. */
  finish(): Diagnostic[] {
    // Between two features a file that is cut off looks like one that ends.
    if (this.#openLists > 0) {
      const message = 'the file ends within a list of features, expected "]"; it is cut off';
      throw this.#syntaxError({ message, byteOffset: this.#fileSize }, this.#features);
    }
    const [path, label, invalid] = [this.#path, this.#label, this.#invalid];
    const leftOut = invalid.filter(({ isLeftOut }) => isLeftOut).length;
    const beyond = invalid.flatMap(({ position }) => (position ? [{ count: 1, farthest: position }] : []));
    refuseProjected(path, label, gatherBeyond(beyond), this.#features + leftOut);
    return [...invalidToDiagnostics(path, label, invalid), ...this.#remarks.diagnostics(label)];
  }

  #edge(range: number): number {
    return Math.min(this.#fileSize, Math.round((range * this.#fileSize) / this.#rangeCount));
  }

  #note({ problem, geometry, remarks, invalid, openLists, next }: RangeResult): void {
    this.#features += geometry.featureId.length;
    if (problem !== null) throw this.#syntaxError(problem, this.#features);
    this.#remarks.add(remarks, geometry.featureId);
    for (const feature of invalid) this.#invalid.push(feature);
    this.#openLists += openLists;
    this.#next = next;
  }

  #syntaxError({ message, byteOffset }: InvalidFeature, features: number): AtlasError {
    const place = `line ${lineOfByte(this.#path, byteOffset)}, byte ${byteOffset}, feature ${features + 1}`;
    return new AtlasError('invalid-data', `${this.#label} is not valid GeoJSON at ${place}: ${message}.`, {
      at: this.#label,
    });
  }
}

function invalidToDiagnostics(path: string, file: string, invalid: readonly RemarkedFeature[]): Diagnostic[] {
  const listed = invalid.slice(0, MAX_LISTED).map(({ message, byteOffset, isLeftOut }) => {
    const done = isLeftOut ? 'the feature was left out' : 'what is right of it was kept';
    return diagnostic('tile/invalid-feature', `${file}, byte ${byteOffset}: ${message}; ${done}.`, {
      at: { file, line: lineOfByte(path, byteOffset) },
    });
  });
  const more = invalid.length - listed.length;
  if (more > 0) {
    const message = `${file}: ${more} more features are invalid, the first at byte ${invalid[MAX_LISTED]!.byteOffset}.`;
    listed.push(diagnostic('tile/invalid-feature', message, { at: { file }, count: more }));
  }
  return listed;
}
