import { dirname, resolve } from 'node:path';
import { fileOutput, type ByteOutput } from '../../geodata/archive/index.ts';
import { bakeFilesInto, type BakedArchive } from '../../geodata/bake.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Command, CommandIo, OptionValues } from '../command.ts';
import { exitStatus, integerOption, stringOption } from '../command.ts';
import { packageVersion } from '../package-version.ts';
import { pathExists } from '../path-exists.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { compileLess } from '../tile/compile-less.ts';
import { InputFolder } from '../tile/open-input.ts';
import {
  fileLayer,
  layerRequests,
  numberOption,
  tileOptions,
  withDefaults,
  zoomRange,
} from '../tile/tile-options.ts';
import { countOf } from '../../geodata/model/counted-words.ts';

/** Metres around the equator. */
const EQUATOR_METRES = 40_075_016.686;
const WORLD_STEPS = 2 ** 30;
/** Remarks that are printed; the JSON summary counts all. */
const MAX_PRINTED = 20;

export const command: Command = {
  name: 'tile',
  summary: 'Make vector tiles (PMTiles) out of GeoJSON, FlatGeobuf, TopoJSON, CSV with edges …',
  usage: '<file…> -o <file.pmtiles>',
  options: tileOptions,
  details: `Reads GeoJSON (also newline-delimited, as text sequence, or gzipped), FlatGeobuf, Geobuf, TopoJSON, zipped
Shapefiles, and CSV with edges (from_lon, from_lat, to_lon, to_lat and any other columns). "-" is standard input.
Each file becomes a layer of its own name.

  jiju tile counties.geojson -o counties.pmtiles -z 8
  jiju tile -L cities=cities.geojson@4-10 -L flows=flows.csv@0-10 --prefer weight -o map.pmtiles
  zcat roads.geojsonl.gz | jiju tile - -o roads.pmtiles --keep name,class

--memory bounds what a bake takes: Node's own 120 MB and 60 MB for each further thread, the features, and their pieces
in tiles, which are cut a part at a time where not all fit. Features of GeoJSON and FlatGeobuf that share no borders
need not fit either: they are read twice, cut part by part, and wait on the disk of the archive until tiles are made of
them. Coverages, edges, and points and lines with --prefer have to fit; --coverage no says that polygons are none.

Neighbours share their borders at every zoom, whatever simplification does. Polygons are never dropped; points and
lines that do not fit into a tile are left out of a zoom as a whole, by weight, and counted.`,
  statuses: { ok: 'written', invalidInput: 'an input cannot be read; nothing is written' },

  async run({ values: given, positionals }, io) {
    const values = withDefaults(given);
    compileLess();
    const requests = layerRequests(values, positionals);
    const out = stringOption(values, 'out');
    if (requests.length === 0 || out === undefined) {
      throw new AtlasError('usage', 'Found no input or no --out, expected files and -o <file.pmtiles>.');
    }
    const path = resolve(io.cwd, out);
    if (values['force'] !== true && (await pathExists(path))) {
      throw new AtlasError('usage', `Found ${out} already there; give --force to overwrite it.`);
    }
    const isQuiet = values['quiet'] === true || values['json'] === true;
    const progress = isQuiet ? silentProgress : terminalProgress(io);
    const started = io.now();
    const [minzoom, maxzoom] = zoomRange(values, requests);
    const workers = integerOption(values, 'workers', { minimum: 1, maximum: 256 });
    const memory = integerOption(values, 'memory', { minimum: 1, maximum: 2 ** 30 });
    const inputs = new InputFolder(dirname(path));
    let output: ByteOutput | null = null;
    const forget = io.whenInterrupted(() => {
      output?.discard();
      inputs.dispose();
    });
    try {
      progress.step('Open inputs');
      const layers = [];
      for (const request of requests)
        layers.push(fileLayer(values, request, await inputs.open(request.file, io)));
      output = fileOutput(path);
      const baked = await bakeFilesInto(
        layers,
        {
          minzoom,
          maxzoom,
          ...(workers === undefined ? {} : { workers }),
          ...(memory === undefined ? {} : { memory: memory * 2 ** 20 }),
          // Beside the archive: the system's folder for temporary files is in memory on some machines.
          spillFolder: dirname(path),
          maxTileBytes: integerOption(values, 'max-tile-bytes', { minimum: 0, maximum: 2 ** 31 })!,
          tolerance: numberOption(values, 'simplification'),
          snap: snapOption(values),
          gzipLevel: integerOption(values, 'gzip-level', { minimum: 1, maximum: 9 })!,
          onStep: (title) => progress.step(title),
          onProgress: (share) => progress.detail(`${Math.round(share * 100)} %`),
          metadata: {
            name: stringOption(values, 'name') ?? layers.map(({ id }) => id).join(', '),
            ...optional('attribution', stringOption(values, 'attribution')),
            generator: `jiju ${packageVersion()}`,
          },
        },
        output,
      );
      progress.done();
      report(baked, out, (io.now() - started) / 1000, values, io);
      return exitStatus.ok;
    } finally {
      forget();
      inputs.dispose();
    }
  },
};

const optional = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value };

/** Metres at the equator, in steps of the world grid. */
function snapOption(values: OptionValues): number | 'auto' {
  if (stringOption(values, 'snap') === 'auto') return 'auto';
  return (numberOption(values, 'snap') / EQUATOR_METRES) * WORLD_STEPS;
}

function report(
  baked: BakedArchive,
  out: string,
  seconds: number,
  values: OptionValues,
  io: CommandIo,
): void {
  const {
    tiles,
    contents,
    bytes,
    rawBytes,
    bounds,
    minzoom,
    maxzoom,
    revision,
    largestTile,
    drops,
    deferred,
    spilledBytes,
  } = baked;
  if (values['json'] === true) {
    const layers = baked.layers.map(({ id, features, fields }) => ({
      id,
      features,
      fields: fields.map(({ name }) => name),
    }));
    const remarks = baked.diagnostics.map(({ code, message, count }) => ({
      code,
      message,
      count: count ?? 1,
    }));
    const summary = { out, revision, bytes, rawBytes, tiles, contents, minzoom, maxzoom, bounds };
    io.out(
      `${JSON.stringify({ ...summary, spilledBytes, largestTile, layers, drops, deferred, remarks, seconds, peakMegabytes: peakMegabytes() })}\n`,
    );
    return;
  }
  if (values['quiet'] === true) return;
  for (const { severity, message } of baked.diagnostics.slice(0, MAX_PRINTED))
    io.note(`  ${severity}: ${message}\n`);
  if (baked.diagnostics.length > MAX_PRINTED) {
    io.note(`  … and ${baked.diagnostics.length - MAX_PRINTED} more; --json lists them.\n`);
  }
  for (const line of deferredLines(baked)) io.note(`  note: ${line}\n`);
  const spilled = spilledBytes === 0 ? '' : ` and ${(spilledBytes / 1e6).toFixed(0)} MB of disk in between`;
  const features = baked.layers.map((layer) => `${layer.features} ${layer.id}`).join(', ');
  io.out(
    `Wrote ${out}: ${features}; zooms ${minzoom} to ${maxzoom}, ${countOf(tiles, 'tiles')}, ${(bytes / 1e6).toFixed(1)} MB ` +
      `in ${seconds.toFixed(1)} s with ${peakMegabytes()} MB of memory${spilled}.\n`,
  );
}

/** The most that the process took so far. */
const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** Which features wait for deeper zooms, a line for each layer. */
function deferredLines({ layers, deferred }: BakedArchive): string[] {
  return layers.flatMap(({ id, features }) => {
    const own = deferred.filter(({ layer }) => layer === id);
    if (own.length === 0) return [];
    const counts = own.map(({ zoom, count }) => `${count} from zoom ${zoom}`).join(', ');
    return [
      `Of the ${features} features of layer ${id} these are left out by zooms of their own: ${counts}.`,
    ];
  });
}
