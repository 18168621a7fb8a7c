import { resolve } from 'node:path';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Command } from '../command.ts';
import { serveBundle } from '../serve-bundle.ts';
import { readServerSettings, serverOptions } from '../server-options.ts';

export const command: Command = {
  name: 'serve',
  summary: 'Serve a bundle that was built before; reads nothing else.',
  usage: '<bundle folder>',
  options: serverOptions,
  details: `The bundle folder is the one that 'jiju build' names, e.g. my-region/.jiju. A new build is picked up while
the server runs.`,

  async run({ values, positionals }, io) {
    const [folder] = positionals;
    if (folder === undefined)
      throw new AtlasError(
        'usage',
        "Found no folder, expected the one 'jiju build' wrote, e.g. my-region/.jiju.",
      );
    return serveBundle(resolve(io.cwd, folder), readServerSettings(values, io), io);
  },
};
