import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { memorySource, openArchive, readTile } from '../../geodata/archive/index.ts';
import { buildAtlas } from '../../geodata/build.ts';
import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Diagnostic, DiagnosticCode, DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import { silentProgress } from '../../scripts/progress.ts';

export type BuiltProperties = Record<string, string | number | boolean>;

export interface BuiltAtlas {
  report: DiagnosticsReport;
  catalog: Catalog;
  read<Document>(path: string): Document;
  text(path: string): string;
  /** Remarks of one code. */
  told(code: DiagnosticCode): Diagnostic[];
  /** Properties of the features of a layer in tile 0/0/0, in the order of the tile. */
  features(layer: string): Promise<BuiltProperties[]>;
  remove(): void;
}

/** Builds an atlas folder through the door that the command line uses, into a folder of its own. */
export async function builtAtlas(folder: string): Promise<BuiltAtlas> {
  const out = mkdtempSync(join(tmpdir(), 'jiju-built-'));
  const { report, revision } = await buildAtlas({
    folder,
    out,
    version: '0.0.0-test',
    progress: silentProgress,
  });
  const pathOf = (path: string): string => join(out, 'bundles', revision, path);
  const text = (path: string): string => readFileSync(pathOf(path), 'utf8');
  const read = <Document>(path: string): Document => JSON.parse(text(path)) as Document;
  const catalog = read<Catalog>('catalog.json');
  return {
    report,
    catalog,
    read,
    text,
    told: (code) => report.diagnostics.filter((each) => each.code === code),
    async features(layer) {
      const archive = await openArchive(memorySource(readFileSync(pathOf(catalog.tilesets[0]!.archive))));
      const decoded = new VectorTile(new Pbf(new Uint8Array((await readTile(archive, 0, 0, 0))!))).layers[
        layer
      ];
      return Array.from({ length: decoded?.length ?? 0 }, (_, index) => decoded!.feature(index).properties);
    },
    remove: () => rmSync(out, { recursive: true }),
  };
}
