import { join } from 'node:path';
import type { DiagnosticsReport } from './model/diagnostic.ts';
import { reportDiagnostics } from './model/diagnostics-report.ts';
import { embeddedAtlases } from './atlases/index.ts';
import { AtlasFiles } from './build/atlas-files.ts';
import { BoundaryLoader } from './build/boundaries.ts';
import { inferConfig } from './build/infer.ts';
import type { Diagnostic } from './model/diagnostic.ts';
import { bakeArchives } from './build/archives.ts';
import { BundleWriter } from './build/bundle-writer.ts';
import { catalogOf } from './build/catalog.ts';
import type { CompiledAtlas } from './build/compiled-atlas.ts';
import { compileAtlas } from './build/compile.ts';
import { writeDocuments } from './build/documents.ts';
import { writeFeatures } from './build/features.ts';
import { ArchiveKeeper } from './build/kept-archives.ts';
import { codeHash, isCurrent, readCurrentBundle, readReport } from './build/freshness.ts';
import { listInputs } from './build/read-config.ts';
import type { BuildProgress } from './build/progress.ts';
import type { JoinSummary } from './join/summary.ts';

// The order of the stages. Each stage knows itself and the model; what goes from one to the next is decided here and
// in geodata/build/.

export interface BuildOptions {
  /** Absolute path of the atlas folder. */
  folder: string;
  /** Absolute path of the folder for bundles and caches. */
  out: string;
  /** Version of jiju, for the catalog. */
  version: string;
  /** Bakes even where nothing has changed. */
  force?: boolean;
  progress: BuildProgress;
}

export interface BuildResult {
  revision: string;
  /** True where the bundle was there and nothing had changed. */
  reused: boolean;
  report: DiagnosticsReport;
  summaries: JoinSummary[];
  /** How many archives were taken over from the build before, and how many were baked. */
  archives: { kept: number; baked: number };
}

/**
 * Bakes an atlas folder into a bundle and makes it current; returns at once where the current one was made of the
 * same inputs by the same code. Errors in the data are in the report and stop nothing; AtlasError is thrown where
 * the folder cannot be used at all, and then the bundle that was there stays.
 */
export async function buildAtlas(options: BuildOptions): Promise<BuildResult> {
  const { folder, out, progress } = options;
  const current = options.force === true ? null : await readCurrentBundle(out);
  if (current !== null && (await isCurrent(folder, current, embeddedAtlases, () => listInputs(folder))))
    return {
      revision: current.revision,
      reused: true,
      report: await readReport(out, current.revision),
      summaries: [],
      archives: { kept: 0, baked: 0 },
    };

  const atlas = await compileAtlas(folder, out, progress);
  const bundle = await BundleWriter.begin(out);
  const keeper = new ArchiveKeeper(join(out, 'cache', 'archives'), options.force !== true);
  try {
    const archives = await bakeArchives(atlas, { bundle, keeper }, options.version, progress);
    progress.step('Write columns, measures, catalog');
    const report = reportDiagnostics([...atlas.diagnostics, ...archives.diagnostics], atlas.config.onInvalid);
    const features = await writeFeatures(atlas, options.version, bundle);
    await writeDocuments(atlas, report, bundle);
    const catalog = catalogOf(atlas, archives, features, report, options.version);
    const inputs = { code: codeHash(), ...atlas.inputs };
    const revision = await bundle.finish(catalog, inputs);
    return { revision, reused: false, report, summaries: atlas.summaries, archives: keeper.counts };
  } catch (error) {
    await bundle.abandon();
    throw error;
  }
}

/** Everything up to the baking: what would go wrong, without writing a bundle. */
export async function checkAtlas(
  options: Pick<BuildOptions, 'folder' | 'out' | 'progress'>,
): Promise<{ report: DiagnosticsReport; summaries: JoinSummary[]; atlas: CompiledAtlas }> {
  const atlas = await compileAtlas(options.folder, options.out, options.progress);
  return {
    report: reportDiagnostics(atlas.diagnostics, atlas.config.onInvalid),
    summaries: atlas.summaries,
    atlas,
  };
}

/** The atlas.yaml that the tables and boundaries of a folder suggest, with every guess that went into it. */
export async function draftAtlas(
  options: Pick<BuildOptions, 'folder' | 'out' | 'progress'>,
): Promise<{ text: string; diagnostics: Diagnostic[] }> {
  const files = new AtlasFiles(options.folder);
  const boundaries = new BoundaryLoader(files, join(options.out, 'cache'), (text) =>
    options.progress.detail(text),
  );
  return inferConfig(files, boundaries);
}
