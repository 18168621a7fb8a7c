import { resolve } from 'node:path';
import { fileSource, openArchive, readTile, type ByteSource } from '../../geodata/archive/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { TileProblem, tileToGeoJson } from '../../geodata/tiles/index.ts';
import type { Command } from '../command.ts';
import { exitStatus, integerOption } from '../command.ts';
import { inspectArchive, type Inspection } from '../tile/inspect-archive.ts';
import { countOf } from '../../geodata/model/counted-words.ts';

export const command: Command = {
  name: 'inspect',
  summary: 'Show what an archive of tiles holds, and what its bytes are spent on.',
  usage: '<file.pmtiles> [z/x/y]',
  options: {
    largest: {
      type: 'string',
      placeholder: '<n>',
      description: 'How many of the largest tiles to list',
      default: '5',
    },
    json: { type: 'boolean', description: 'Print everything as one line of JSON' },
  },
  details: `Sizes are of distinct tiles: one that is used in many places counts once. Bytes of layers are before compression.
With the address of a tile, prints that tile as GeoJSON: what it draws, cut at its edges; each feature has the name of
its layer beside its properties.

  jiju inspect counties.pmtiles
  jiju inspect counties.pmtiles 4/13/6 > tile.geojson`,

  async run({ values, positionals }, io) {
    const [name, address] = positionals;
    if (name === undefined) throw new AtlasError('usage', 'Found no archive, expected a .pmtiles file.');
    const largest = integerOption(values, 'largest', { minimum: 0, maximum: 1000 }) ?? 5;
    const source = await fileSource(resolve(io.cwd, name));
    try {
      if (address !== undefined) {
        io.out(`${JSON.stringify(await tileAt(source, name, address))}\n`);
        return exitStatus.ok;
      }
      const inspection = await inspectArchive(source, largest);
      io.out(values['json'] === true ? `${JSON.stringify(inspection)}\n` : describe(name, inspection));
      return exitStatus.ok;
    } finally {
      await source.close();
    }
  },
};

/** One tile as GeoJSON. */
async function tileAt(source: ByteSource, name: string, address: string): Promise<object> {
  const match = /^(\d{1,2})\/(\d+)\/(\d+)$/.exec(address);
  if (match === null)
    throw new AtlasError(
      'usage',
      `Found the address "${address}", expected zoom/column/row, such as 4/13/6.`,
    );
  const [z, x, y] = match.slice(1).map(Number) as [number, number, number];
  const archive = await openArchive(source);
  const { tileType, minzoom, maxzoom } = archive.header;
  if (tileType !== 'mvt')
    throw new AtlasError('usage', `Found ${tileType} tiles, expected vector tiles (mvt).`, { at: name });
  const bytes = await readTile(archive, z, x, y);
  if (bytes === null) {
    const message = `Found no tile ${address}; the archive has zooms ${minzoom} to ${maxzoom}, and tiles only where something is drawn.`;
    throw new AtlasError('not-found', message, { at: name });
  }
  try {
    return tileToGeoJson(bytes, z, x, y);
  } catch (cause) {
    if (!(cause instanceof TileProblem)) throw cause;
    throw new AtlasError('invalid-archive', `Tile ${address} is damaged: found ${cause.message}.`, {
      at: name,
      cause,
    });
  }
}

function describe(name: string, inspection: Inspection): string {
  const { bytes, bounds, revision, zooms, layers, largest } = inspection;
  const lines = [
    `${name}: ${kilobytes(bytes)}, ${inspection.metadata.name ?? 'without a name'}${revision}`,
    `bounds ${bounds.map((degrees) => degrees.toFixed(3)).join(', ')}`,
    '',
    ...table(
      ['zoom', 'tiles', 'distinct', 'stored', 'uncompressed', 'largest', 'features'],
      zooms.map((zoom) => [
        String(zoom.zoom),
        String(zoom.tiles),
        String(zoom.contents),
        kilobytes(zoom.storedBytes),
        kilobytes(zoom.rawBytes),
        kilobytes(zoom.largestRawBytes),
        String(zoom.features),
      ]),
    ),
  ];
  for (const layer of layers) {
    lines.push(
      '',
      `layer ${layer.id}: zooms ${layer.minzoom} to ${layer.maxzoom}, ${countOf(layer.features, 'features')} in tiles, ${kilobytes(layer.bytes)}`,
      ...table(
        ['spent on', 'bytes', 'share'],
        Object.entries(layer.spent).map(([what, spent]) => [
          what,
          kilobytes(spent),
          percent(spent, layer.bytes),
        ]),
      ),
      ...table(
        ['field', 'type', 'values', 'distinct by tile'],
        layer.fields.map((field) => [
          field.name,
          field.types.join(', '),
          kilobytes(field.valueBytes),
          String(field.values),
        ]),
      ),
    );
  }
  lines.push('', `largest tiles (before compression):`);
  for (const tile of largest) {
    lines.push(
      `  ${tile.tile.padEnd(16)} ${kilobytes(tile.rawBytes)}, stored ${kilobytes(tile.storedBytes)}, ${countOf(tile.features, 'features')}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** Rows in columns, the first aligned left, the others right. */
function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]!.length), title.length),
  );
  return [head, ...rows].map((row) =>
    `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd(),
  );
}

const kilobytes = (bytes: number): string =>
  bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((part / whole) * 100)} %`;
