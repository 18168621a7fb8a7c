import { buildAtlas, type BuildResult } from '../../geodata/build.ts';
import type { Command } from '../command.ts';
import { exitStatus, stringOption } from '../command.ts';
import { displayPath, resolveAtlas } from '../atlas-argument.ts';
import { packageVersion } from '../package-version.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { formatReport } from '../report.ts';

export const command: Command = {
  name: 'build',
  summary: 'Bake an atlas folder into a bundle: tiles, columns, measures, catalog.',
  usage: '[folder]',
  options: {
    out: {
      type: 'string',
      short: 'o',
      placeholder: '<folder>',
      description: 'Where bundles go (default: .jiju in the folder)',
    },
    force: { type: 'boolean', description: 'Bake even if nothing has changed' },
    quiet: { type: 'boolean', short: 'q', description: 'Print errors only' },
    json: { type: 'boolean', description: 'Print one line of JSON about the result' },
  },
  details: `The folder holds tables (CSV, TSV, XLSX), boundaries or the name of an atlas to borrow them from, and an
atlas.yaml that says what is what; without one it is inferred. An embedded atlas is built by its name:

  jiju build china
  jiju build my-region`,
  statuses: {
    ok: 'built, or built before',
    foundErrors: 'built, but the data has errors',
    invalidInput: 'the folder cannot be used',
  },

  async run({ values, positionals }, io) {
    const place = resolveAtlas(positionals[0] ?? '.', stringOption(values, 'out'), io);
    const quiet = values['quiet'] === true;
    const progress = quiet ? silentProgress : terminalProgress(io);
    const started = io.now();
    const result = await buildAtlas({
      folder: place.folder,
      out: place.out,
      version: packageVersion(),
      force: values['force'] === true,
      progress,
    });
    progress.done();
    if (!quiet && values['json'] !== true) {
      const seconds = ((io.now() - started) / 1000).toFixed(1);
      io.out(formatReport(result));
      io.out(
        result.reused
          ? `Nothing has changed; the bundle ${result.revision} is current.\n`
          : `Baked ${displayPath(place.out, io)}, revision ${result.revision}, in ${seconds} s${describeKept(result)}.\n`,
      );
    }
    if (values['json'] === true)
      io.out(
        `${JSON.stringify({ revision: result.revision, reused: result.reused, archives: result.archives, counts: result.report.counts })}\n`,
      );
    return result.report.counts.error > 0 ? exitStatus.foundErrors : exitStatus.ok;
  },
};

/** What was not baked again because its layers are as they were. */
function describeKept({ archives: { kept, baked } }: BuildResult): string {
  if (kept === 0) return '';
  const archives = `${kept} archive${kept === 1 ? '' : 's'} kept`;
  return baked === 0 ? `; ${archives}` : `; ${archives}, ${baked} baked`;
}
