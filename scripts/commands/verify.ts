import { resolve } from 'node:path';
import { fileSource, openArchive, verifyArchive, type ArchiveProblem } from '../../geodata/archive/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { TileChecker } from '../../geodata/tiles/index.ts';
import type { Command } from '../command.ts';
import { exitStatus } from '../command.ts';

/** Problems that are printed one by one. */
const MAX_PRINTED = 50;

export const command: Command = {
  name: 'verify',
  summary: 'Check an archive of tiles: every statement of its header, every tile.',
  usage: '<file.pmtiles…>',
  options: {
    json: { type: 'boolean', description: 'Print one line of JSON for each archive' },
    quiet: { type: 'boolean', short: 'q', description: 'Print problems only' },
  },
  details: `Recomputes counts, zooms and order; looks for bytes that no tile reaches; decodes every distinct tile and checks
winding, closure, rings that cross or touch themselves, ids, bounds, and that every field has one type throughout and is
described in the metadata.`,
  statuses: {
    ok: 'nothing to object to',
    foundErrors: 'problems were found',
    invalidInput: 'the file is no archive or cannot be read to its end',
  },

  async run({ values, positionals }, io) {
    if (positionals.length === 0)
      throw new AtlasError('usage', 'Found no archive, expected a .pmtiles file.');
    let status: number = exitStatus.ok;
    for (const name of positionals) {
      const source = await fileSource(resolve(io.cwd, name));
      try {
        const { header, metadata } = await openArchive(source);
        const checker = header.tileType === 'mvt' ? new TileChecker(metadata.vector_layers ?? null) : null;
        const { statistics, problems } = await verifyArchive(source, (bytes, z, x, y) =>
          checker === null ? [] : checker.check(bytes, z, x, y),
        );
        if (problems.length > 0) status = exitStatus.foundErrors;
        if (values['json'] === true) {
          io.out(`${JSON.stringify({ archive: name, bytes: source.byteLength, ...statistics, problems })}\n`);
          continue;
        }
        for (const problem of problems.slice(0, MAX_PRINTED))
          io.out(`${name}${placeOf(problem)}: ${problem.message}\n`);
        if (problems.length > MAX_PRINTED) {
          io.out(`${name}: … and ${problems.length - MAX_PRINTED} more problems; --json lists them.\n`);
        }
        if (problems.length === 0 && values['quiet'] !== true) {
          const { addressedTiles, tileContents, minzoom, maxzoom } = statistics;
          io.out(
            `${name}: sound. ${addressedTiles} tiles of zooms ${minzoom} to ${maxzoom}, ${tileContents} different ones.\n`,
          );
        }
      } finally {
        await source.close();
      }
    }
    return status;
  },
};

const placeOf = ({ tile, at }: ArchiveProblem): string =>
  tile === undefined ? (at === undefined ? '' : `, byte ${at}`) : `, tile ${tile}`;
