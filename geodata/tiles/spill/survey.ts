import type { Diagnostic } from '../../model/diagnostic.ts';
import { POLYGON } from '../bake-model.ts';
import type { CompleteOptions } from '../bake-options.ts';
import type { Crew } from '../crew.ts';
import { FieldStatistics } from '../encode/field-statistics.ts';
import { numbersOf } from '../read/numbers-of.ts';
import type { FeatureContent, FileLayer } from '../read/read-files.ts';
import { GeoJsonReader } from '../read/read-geojson.ts';
import { CoverageSample } from '../topology/coverage.ts';

/** What has to be known of all features of a file before the first of them is cut. */
export interface Survey {
  features: number;
  /** Kind of the first feature. */
  kind: number | undefined;
  fields: FieldStatistics;
  coverage: boolean;
  /** Whether features can be cut without the others: they share no borders, and none gives way to one behind it. */
  isDivisible: boolean;
  diagnostics: Diagnostic[];
}

/** A file of which is known what its features are; tables of edges and coverages that are known as such have no survey. */
export type SurveyedFile = FileLayer & { survey: Survey | null };

/** Looks into the files whose features may be divisible. `onProgress` gets the share that was read. */
export async function surveyFiles(
  crew: Crew,
  files: readonly FileLayer[],
  partBytes: number,
  options: CompleteOptions,
): Promise<SurveyedFile[]> {
  const surveyed: SurveyedFile[] = [];
  for (const [i, file] of files.entries()) {
    const { content, coverage } = file;
    if (content.kind === 'edges' || coverage === true) {
      surveyed.push({ ...file, survey: null });
      continue;
    }
    const survey = await surveyFile(crew, file, content, partBytes, options, (share) =>
      options.onProgress((i + share) / files.length),
    );
    surveyed.push({ ...file, coverage: survey.coverage, survey });
  }
  return surveyed;
}

/** Reads a file without keeping its features. */
async function surveyFile(
  crew: Crew,
  { path, label, coverage }: FileLayer,
  content: FeatureContent,
  partBytes: number,
  { maxTileBytes }: CompleteOptions,
  onProgress: (share: number) => void,
): Promise<Survey> {
  const reader = new GeoJsonReader(crew, path, label, content, partBytes);
  const fields = new FieldStatistics();
  const sample = new CoverageSample();
  let kind: number | undefined;
  let arePolygons = true;
  while (!reader.isAtEnd) {
    await reader.read(partBytes, ({ geometry, attributes }) => {
      kind ??= geometry.featureKind[0];
      arePolygons &&= geometry.featureKind.every((each) => each === POLYGON);
      fields.add(attributes);
      if (coverage === 'auto') sample.add(geometry);
    });
    onProgress(reader.share);
  }
  const diagnostics = reader.finish();
  const { minzoomField, weight } = content;
  if (minzoomField !== undefined && !fields.hasNumbers(minzoomField)) numbersOf(label, minzoomField, null);
  const isCoverage = coverage === 'auto' ? sample.looksLikeCoverage() : coverage;
  const isRanked = weight !== undefined && !arePolygons && maxTileBytes > 0;
  return {
    features: reader.features,
    kind,
    fields,
    coverage: isCoverage,
    isDivisible: !isCoverage && !isRanked,
    diagnostics,
  };
}
