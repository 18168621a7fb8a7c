import { buildAtlas } from '../../geodata/build.ts';
import { resolveAtlas } from '../atlas-argument.ts';
import type { Command } from '../command.ts';
import { stringOption } from '../command.ts';
import { packageVersion } from '../package-version.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { formatReport } from '../report.ts';
import { serveBundle } from '../serve-bundle.ts';
import { readServerSettings, serverOptions } from '../server-options.ts';

export const command: Command = {
  name: 'start',
  summary: 'Build an atlas if its bundle is missing or stale, and serve it.',
  usage: '[folder]',
  options: {
    ...serverOptions,
    out: {
      type: 'string',
      short: 'o',
      placeholder: '<folder>',
      description: 'Where bundles go (default: .jiju in the folder)',
    },
    force: { type: 'boolean', description: 'Bake even if nothing has changed' },
    quiet: { type: 'boolean', short: 'q', description: 'Print errors and the address only' },
  },
  details: `Without a folder the embedded atlas of China is served. 'jiju start world' serves the other one.

  jiju start                   the embedded atlas
  jiju start my-region         a folder of tables
  PORT=3000 jiju start         another port (the same as --port 3000)`,

  async run({ values, positionals }, io) {
    const place = resolveAtlas(positionals[0] ?? 'china', stringOption(values, 'out'), io);
    const settings = readServerSettings(values, io);
    const quiet = values['quiet'] === true;
    const progress = quiet ? silentProgress : terminalProgress(io);
    const result = await buildAtlas({
      folder: place.folder,
      out: place.out,
      version: packageVersion(),
      force: values['force'] === true,
      progress,
    });
    progress.done();
    if (!quiet && !result.reused) io.out(formatReport(result, 'brief'));
    return serveBundle(place.out, settings, io);
  },
};
