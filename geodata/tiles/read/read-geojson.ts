import { AtlasError } from '../../model/atlas-error.ts';
import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import type { AttributeColumns } from '../encode/attribute-collector.ts';
import type { Crew } from '../crew.ts';
import { mergeZooms, type FeatureZooms } from '../feature-zooms.ts';
import type { InvalidFeature, ParserOptions, RemarkedFeature } from './geojson-parser.ts';
import { lineOfByte, sizeOfFile } from './files.ts';
import type { GeometryColumns } from './geometry-columns.ts';
import { mergeAttributes, mergeGeometry, mergeRemarks } from './merge-ranges.ts';
import { gatherBeyond, refuseProjected } from './refuse-projected.ts';
import { readRange, type RangeResult } from './read-range.ts';
import { remarksToDiagnostics } from './remarks.ts';

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

/**
 * Reads GeoJSON, newline-delimited GeoJSON or a GeoJSON text sequence at byte level, in ranges that threads
 * share out. Text that is not JSON stops the reading with line, byte and number of the feature.
 */
export async function readGeoJson(
  crew: Crew,
  path: string,
  label: string,
  options: ParserOptions,
): Promise<ReadFeatures> {
  const fileSize = sizeOfFile(path);
  const count = Math.max(1, Math.ceil(fileSize / RANGE_BYTES));
  const edge = (range: number): number => Math.min(fileSize, Math.round((range * fileSize) / count));
  const common = { path, fileSize, options };
  const accepted: RangeResult[] = [];
  let next = 0;
  // Ranges come in their order; each must begin where the one before ended.
  const accept = (result: RangeResult): void => {
    if (result.problem !== null)
      throw syntaxError(path, label, result.problem, featuresIn([...accepted, result]));
    accepted.push(result);
    next = result.next;
  };
  await crew.run(
    'read',
    Array.from({ length: count }, (_, i) => ({ ...common, from: edge(i), to: edge(i + 1), exact: i === 0 })),
    count,
    (result, range) => {
      if (result.start === next) accept(result);
      else if (next < edge(range + 1)) {
        accept(readRange({ ...common, from: next, to: edge(range + 1), exact: true }));
      }
    },
  );

  // Between two features a file that is cut off looks like one that ends.
  if (accepted.reduce((sum, range) => sum + range.openLists, 0) > 0) {
    const message = 'the file ends within a list of features, expected "]"; it is cut off';
    throw syntaxError(path, label, { message, byteOffset: fileSize }, featuresIn(accepted));
  }
  const geometry = mergeGeometry(accepted.map((range) => range.geometry));
  const counts = accepted.map((range) => range.geometry.featureId.length);
  const invalid = accepted.flatMap((range) => range.invalid);
  const leftOut = invalid.filter(({ isLeftOut }) => isLeftOut).length;
  const beyond = invalid.flatMap(({ position }) => (position ? [{ count: 1, farthest: position }] : []));
  refuseProjected(path, label, gatherBeyond(beyond), featuresIn(accepted) + leftOut);
  const remarks = mergeRemarks(
    accepted.map((range) => range.remarks),
    counts,
  );
  return {
    geometry,
    attributes: mergeAttributes(accepted.map((range) => range.attributes)),
    zooms: mergeZooms(
      accepted.map((range) => range.zooms),
      counts,
    ),
    diagnostics: [
      ...invalidToDiagnostics(path, label, invalid),
      ...remarksToDiagnostics(label, remarks, geometry.featureId),
    ],
  };
}

const featuresIn = (ranges: readonly RangeResult[]): number =>
  ranges.reduce((sum, range) => sum + range.geometry.featureId.length, 0);

function syntaxError(
  path: string,
  label: string,
  { message, byteOffset }: InvalidFeature,
  features: number,
): AtlasError {
  const place = `line ${lineOfByte(path, byteOffset)}, byte ${byteOffset}, feature ${features + 1}`;
  return new AtlasError('invalid-data', `${label} is not valid GeoJSON at ${place}: ${message}.`, {
    at: label,
  });
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
