import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openBundleTable } from '../../geodata/exports/bundle-tables.ts';
import type { ExportFormat, ExportOptions } from '../../geodata/exports/export-format.ts';
import { exportTable } from '../../geodata/exports/export-table.ts';
import { exportFormats, findFormat } from '../../geodata/exports/index.ts';
import { describeTable } from '../../geodata/exports/provenance.ts';
import { selectColumns } from '../../geodata/exports/select-columns.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Command, OptionValues } from '../command.ts';
import { exitStatus, stringOption } from '../command.ts';
import { formatColumnList, formatTableList } from '../export-list.ts';
import { exportSite } from '../export-site.ts';
import { openBundle } from '../open-bundle.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { countOf } from '../../geodata/model/counted-words.ts';

const formatRows = Object.values(exportFormats).map(
  ({ id, title, extension }) => `  ${id.padEnd(12)}.${extension.padEnd(9)}${title.en}`,
);

export const command: Command = {
  name: 'export',
  summary: 'Write a layer or a table of an atlas as GeoJSON, GeoPackage, Shapefile, CSV, Parquet …',
  usage: '<atlas or bundle> [layer or table]',
  options: {
    format: { type: 'string', short: 'f', placeholder: '<format>', description: 'See the list below' },
    out: {
      type: 'string',
      short: 'o',
      placeholder: '<file>',
      description: 'Where to write (default: the name of the table, here)',
    },
    columns: { type: 'string', short: 'c', placeholder: '<a,b>', description: 'Only these columns' },
    bom: { type: 'boolean', description: 'CSV: begin with a byte order mark, for Excel' },
    sequence: { type: 'boolean', description: 'NDJSON: write a GeoJSON text sequence (RFC 8142)' },
    list: { type: 'boolean', short: 'l', description: 'List the tables, or the columns of one table' },
    static: {
      type: 'string',
      placeholder: '<folder>',
      description: 'Write the whole atlas as a site of files for nginx or an object store',
    },
    'public-url': {
      type: 'string',
      placeholder: '<url>',
      description: 'With --static: the address at which the files will be',
    },
    'raster-zoom': {
      type: 'string',
      placeholder: '<n>',
      description: 'With --static: picture tiles of all views down to this zoom as well (default: none)',
    },
    'feature-pages': {
      type: 'boolean',
      description: 'With --static: every feature as a page of its own as well',
    },
    quiet: { type: 'boolean', short: 'q', description: 'Print errors only' },
  },
  details: `Formats, by id or extension; without -f the extension of the file decides:

${formatRows.join('\n')}

  jiju export china --list
  jiju export china prefectures --list
  jiju export china prefectures -o prefectures.gpkg
  jiju export my-region/.jiju provinces -f csv --columns code,name,rd_intensity --bom
  jiju export china --static site --public-url https://maps.example.org

An atlas is built first where its bundle is missing or not up to date.`,

  async run({ values, positionals }, io) {
    const [place, table] = positionals;
    if (place === undefined)
      throw new AtlasError('usage', 'Found no atlas, expected a folder, a bundle, or the name of an atlas.');
    const progress = values['quiet'] === true ? silentProgress : terminalProgress(io);
    if (values['static'] !== undefined) return exportSite(place, values, io, progress);
    if (values['list'] === true) {
      const { catalog } = await openBundle(place, io, progress);
      progress.done();
      io.out(table === undefined ? formatTableList(catalog) : formatColumnList(catalog, table));
      return exitStatus.ok;
    }
    if (table === undefined)
      throw new AtlasError('usage', `Found no layer or table. 'jiju export ${place} --list' names them.`);
    const format = formatOf(values);
    const name = stringOption(values, 'out') ?? `${table}.${format.extension}`;

    const { catalog, read } = await openBundle(place, io, progress);
    progress.step(`Read ${table}`);
    const whole = await openBundleTable(catalog, table, read);
    const { columns, ...options } = exportOptions(values);
    const source = columns === undefined ? whole : selectColumns(whole, columns);
    const pieces = exportTable(format, source, options);
    progress.step(`Write ${name}`);
    const file = resolve(io.cwd, name);
    const bytes = await writeWhole(file, name, pieces, (written) => progress.detail(megabytes(written)));
    if (format.provenance === 'beside')
      await writeFile(`${file}.json`, `${JSON.stringify(describeTable(source), null, 1)}\n`);
    progress.done();
    if (values['quiet'] !== true) {
      const beside = format.provenance === 'beside' ? `, described in ${name}.json` : '';
      io.out(`Wrote ${name}: ${countOf(source.rows.length, 'rows')}, ${megabytes(bytes)}${beside}.\n`);
    }
    return exitStatus.ok;
  },
};

function formatOf(values: OptionValues): ExportFormat {
  const known = Object.keys(exportFormats).join(', ');
  const out = stringOption(values, 'out');
  const name = stringOption(values, 'format') ?? (out === undefined ? '' : extensionOf(out));
  if (name === '') throw new AtlasError('usage', `Found no format. Give one with -f: ${known}.`);
  const format = findFormat(name);
  if (format === undefined)
    throw new AtlasError('usage', `Found the format "${name}", expected one of: ${known}.`);
  return format;
}

const extensionOf = (file: string): string =>
  file.toLowerCase().endsWith('.shp.zip') ? 'shp.zip' : extname(file).slice(1);

function exportOptions(values: OptionValues): ExportOptions {
  const columns = stringOption(values, 'columns');
  return {
    ...(columns === undefined ? {} : { columns: columns.split(',').map((name) => name.trim()) }),
    ...(values['bom'] === true ? { bom: true } : {}),
    ...(values['sequence'] === true ? { sequence: true } : {}),
  };
}

/** Writes beside the file and renames at the end: whoever finds the file finds all of it. Folders are made as needed. */
async function writeWhole(
  file: string,
  name: string,
  pieces: AsyncIterable<Uint8Array>,
  onProgress: (bytes: number) => void,
): Promise<number> {
  const part = `${file}.part`;
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length;
      onProgress(bytes);
      yield piece;
    }
  };
  try {
    await mkdir(dirname(file), { recursive: true });
    await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(part));
    await rename(part, file);
  } catch (cause) {
    // Where the folder could not be made there is nothing to take away.
    await rm(part, { force: true }).catch(() => {});
    const { code } = cause as NodeJS.ErrnoException;
    if (code === undefined || cause instanceof AtlasError) throw cause;
    throw new AtlasError('io', `The file could not be written (${code}). Give another place with -o.`, {
      at: name,
      cause,
    });
  }
  return bytes;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;
