import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { draftAtlas } from '../../geodata/build.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { displayPath, resolveAtlas } from '../atlas-argument.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../command.ts';
import { silentProgress } from '../progress.ts';

export const command: Command = {
  name: 'init',
  summary: 'Write an atlas.yaml for the tables and boundaries of a folder.',
  usage: '[folder]',
  options: {
    force: { type: 'boolean', short: 'f', description: 'Overwrite an atlas.yaml that is there' },
    print: { type: 'boolean', description: 'Print it instead of writing it' },
  },
  details: `What stands in which column is found by holding its cells against the regions of the boundary files in
the folder and of the atlases that come with jiju. Every guess is listed; correct names, units and kinds in the file.`,

  async run({ values, positionals }, io) {
    const place = resolveAtlas(positionals[0] ?? '.', undefined, io);
    const target = join(place.folder, 'atlas.yaml');
    const print = values['print'] === true;
    if (!print && existsSync(target) && values['force'] !== true)
      throw new AtlasError(
        'usage',
        'The file is there already; --force overwrites it, --print shows the draft.',
        {
          at: displayPath(target, io),
        },
      );
    const draft = await draftAtlas({ folder: place.folder, out: place.out, progress: silentProgress });
    for (const guess of draft.diagnostics) io.note(`  ${guess.at.file ?? 'atlas.yaml'}: ${guess.message}\n`);
    if (print) {
      io.out(draft.text);
      return exitStatus.ok;
    }
    await writeFile(target, draft.text);
    io.out(`Wrote ${displayPath(target, io)}. 'jiju check' says how well it fits, 'jiju start' shows it.\n`);
    return exitStatus.ok;
  },
};
