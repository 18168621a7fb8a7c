import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Crew } from '../crew.ts';
import { columnOfNumbers } from '../encode/attributes.ts';
import { lowestZooms } from '../feature-zooms.ts';
import type { FlatLayer, LayerSettings } from '../flat-layer.ts';
import { looksLikeCoverage } from '../topology/coverage.ts';
import type { ParserOptions } from './parser-options.ts';
import { edgePoints, type EdgePoints } from './edge-points.ts';
import { numbersOf } from './numbers-of.ts';
import { readEdges, type EdgeOptions } from './read-edges.ts';
import { readGeoJson, type FeaturesOfRanges } from './read-geojson.ts';

/** A file that becomes a layer: features of GeoJSON in any of its forms, or a table of edges. */
export interface FileLayer extends Omit<LayerSettings, 'coverage'> {
  path: string;
  /** What messages call the file. */
  label: string;
  /** 'auto' looks whether polygons share their vertices. */
  coverage: boolean | 'auto';
  content:
    | ({ kind: 'features'; weight?: string; minzoomField?: string } & ParserOptions)
    | ({ kind: 'edges'; points?: EdgePoints[] } & EdgeOptions);
}

/** Every layer that files become: their own, and those of points on edges. */
export const layersOf = (files: readonly FileLayer[]): { id: string; buffer: number }[] =>
  files.flatMap(({ id, buffer, content }) => [
    { id, buffer },
    ...(content.kind === 'edges' ? (content.points ?? []).map((points) => ({ id: points.id, buffer })) : []),
  ]);

/** Reads files one after the other, each with all threads. */
export async function readFiles(
  crew: Crew,
  files: readonly FileLayer[],
): Promise<{ layers: FlatLayer[]; diagnostics: Diagnostic[] }> {
  const layers: FlatLayer[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const { path, label, content } = file;
    if (content.kind === 'edges') {
      const read = await readEdges(crew, path, label, settingsOf(file, false), content);
      layers.push(read.flat);
      for (const points of content.points ?? []) layers.push(edgePoints(read.flat, points));
      diagnostics.push(...read.diagnostics);
      continue;
    }
    const read = await readGeoJson(crew, path, label, content);
    layers.push(featureLayer(file, content, read));
    diagnostics.push(...read.diagnostics);
  }
  return { layers, diagnostics };
}

const settingsOf = ({ id, minzoom, maxzoom, buffer }: FileLayer, coverage: boolean): LayerSettings => ({
  id,
  minzoom,
  maxzoom,
  buffer,
  coverage,
});

/** What a file says how its features are drawn. */
export type FeatureContent = Extract<FileLayer['content'], { kind: 'features' }>;

/** The layer that features of a file are, or a part of it. */
export function featureLayer(
  file: FileLayer,
  { weight, minzoomField }: FeatureContent,
  { geometry, attributes, zooms }: FeaturesOfRanges,
  numbersIn: (field: string) => Float64Array = (field) =>
    numbersOf(file.label, field, columnOfNumbers(attributes, field)),
): FlatLayer {
  const { coverage } = file;
  return {
    ...settingsOf(file, coverage === 'auto' ? looksLikeCoverage(geometry) : coverage),
    declared: null,
    geometry,
    attributes,
    edges: null,
    weight: weight === undefined ? null : columnOfNumbers(attributes, weight),
    zooms: minzoomField === undefined ? zooms : lowestZooms(numbersIn(minzoomField)),
  };
}
