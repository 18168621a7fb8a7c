import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { LINE, type EdgeShape } from '../bake-model.ts';
import type { Crew } from '../crew.ts';
import { lowestZooms } from '../feature-zooms.ts';
import type { FlatLayer, LayerSettings } from '../flat-layer.ts';
import { joinFloat64, joinInt32, sharedFloat64, sharedUint32, sharedUint8 } from '../shared-arrays.ts';
import { readEdgeHeader } from './csv-header.ts';
import { readHead, sizeOfFile } from './files.ts';
import { mergeAttributes } from './merge-ranges.ts';
import { numbersOf } from './numbers-of.ts';
import { gatherBeyond, refuseProjected } from './refuse-projected.ts';
import type { EdgeRangeResult } from './read-edge-range.ts';

const RANGE_BYTES = 1 << 22;
/** Bytes from which header and types of columns are told. */
const HEAD_BYTES = 1 << 16;

/** How edges are drawn, and what of their table is kept. */
export interface EdgeOptions {
  curve: EdgeShape;
  /** Of quadratic curves: how far they bend to the left, in lengths of the edge. */
  bend: number;
  keep?: string[];
  drop?: string[];
  /** Column that says how much an edge matters; default the column named `weight`, if there is one. */
  weight?: string;
  /** Column whose value is the id of an edge; its number in the file otherwise, from 1. */
  idField?: string;
  /** Column with the lowest zoom whose tiles hold an edge. */
  minzoomField?: string;
}

/**
 * Reads edges from a table with one line for each and both ends in degrees. They are kept as their ends, and
 * lines are only made where a tile needs them.
 */
export async function readEdges(
  crew: Crew,
  path: string,
  label: string,
  settings: LayerSettings,
  options: EdgeOptions,
): Promise<{ flat: FlatLayer; diagnostics: Diagnostic[] }> {
  const fileSize = sizeOfFile(path);
  const wanted = (name: string): boolean =>
    !(options.drop ?? []).includes(name) && (options.keep?.includes(name) ?? true);
  const header = readEdgeHeader(
    path,
    readHead(path, HEAD_BYTES),
    (name) => wanted(name) || isUsed(name, options),
  );
  const dataSize = Math.max(0, fileSize - header.dataStart);
  const count = Math.max(1, Math.ceil(dataSize / RANGE_BYTES));
  const edge = (range: number): number =>
    header.dataStart + Math.min(dataSize, Math.round((range * dataSize) / count));
  const ranges = Array.from({ length: count }, (_, i) => ({
    path,
    fileSize,
    from: edge(i),
    to: edge(i + 1),
    header,
  }));
  const results: EdgeRangeResult[] = [];
  await crew.run('readEdges', ranges, count, (result) => {
    results.push(result);
  });

  const features = results.reduce((sum, { fromX }) => sum + fromX.length, 0);
  const leftOut = results.reduce((sum, { invalidCount }) => sum + invalidCount, 0);
  refuseProjected(path, label, gatherBeyond(results.map(({ beyond }) => beyond)), features + leftOut);

  const numberNames = header.names.filter((_, column) => header.roles[column] === 'number');
  const columns = new Map(
    numberNames.map((name, column) => [name, joinFloat64(results.map(({ numbers }) => numbers[column]!))]),
  );
  const columnOf = (name: string): Float64Array | null => columns.get(name) ?? null;
  const text = mergeAttributes(results.map((result) => result.text));
  const ids = options.idField === undefined ? null : columnOf(options.idField);
  const keys = [...text.keys];
  const numbers = numberNames
    .filter(wanted)
    .map((name) => ({ key: keys.push(name) - 1, values: columnOf(name)! }));
  const flat: FlatLayer = {
    ...settings,
    declared: null,
    geometry: {
      featureId: ids ?? ordinals(features),
      featureKind: sharedUint8(features).fill(LINE),
      featurePart: sharedUint32(features + 1),
      partIsHole: new Uint8Array(0),
      partStart: new Uint32Array(1),
      partBox: new Int32Array(0),
      x: new Int32Array(0),
      y: new Int32Array(0),
    },
    attributes: { ...text, keys, numbers },
    edges: {
      curve: options.curve,
      bend: options.bend,
      fromX: joinInt32(results.map(({ fromX }) => fromX)),
      fromY: joinInt32(results.map(({ fromY }) => fromY)),
      toX: joinInt32(results.map(({ toX }) => toX)),
      toY: joinInt32(results.map(({ toY }) => toY)),
    },
    weight: columnOf(options.weight ?? 'weight'),
    zooms:
      options.minzoomField === undefined
        ? null
        : lowestZooms(numbersOf(label, options.minzoomField, columnOf(options.minzoomField))),
  };
  return { flat, diagnostics: invalidEdges(label, leftOut, results) };
}

function ordinals(count: number): Float64Array {
  const numbers = sharedFloat64(count);
  for (let i = 0; i < count; i++) numbers[i] = i + 1;
  return numbers;
}

const isUsed = (name: string, { weight, idField, minzoomField }: EdgeOptions): boolean =>
  name === (weight ?? 'weight') || name === idField || name === minzoomField;

function invalidEdges(file: string, count: number, results: readonly EdgeRangeResult[]): Diagnostic[] {
  if (count === 0) return [];
  const { byteOffset, message } = results.flatMap(({ invalid }) => invalid)[0]!;
  const text = `${file}: ${count} edges were left out; the first, at byte ${byteOffset}: ${message}.`;
  return [diagnostic('tile/invalid-feature', text, { at: { file }, count })];
}
