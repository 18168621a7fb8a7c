import { checkAtlas } from '../../geodata/build.ts';
import { resolveAtlas } from '../atlas-argument.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../command.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { formatReport } from '../report.ts';

export const command: Command = {
  name: 'check',
  summary: 'Say what would go wrong: unknown keys, rows that match no region, cells that are no numbers.',
  usage: '[folder]',
  options: {
    all: { type: 'boolean', short: 'a', description: 'List every remark, not the first of each kind' },
    json: { type: 'boolean', description: 'Print the report as JSON' },
  },
  details: 'Nothing is written.',
  statuses: {
    ok: 'no errors',
    foundErrors: 'errors in the data',
    invalidInput: 'the folder cannot be used',
  },

  async run({ values, positionals }, io) {
    const place = resolveAtlas(positionals[0] ?? '.', undefined, io);
    const progress = values['json'] === true ? silentProgress : terminalProgress(io);
    const result = await checkAtlas({ folder: place.folder, out: place.out, progress });
    progress.done();
    if (values['json'] === true) io.out(`${JSON.stringify(result.report, null, 2)}\n`);
    else io.out(formatReport(result, values['all'] === true ? 'all' : 'normal'));
    return result.report.counts.error > 0 ? exitStatus.foundErrors : exitStatus.ok;
  },
};
