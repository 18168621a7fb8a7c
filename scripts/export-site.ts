import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageRoot } from '../geodata/atlases/package-root.ts';
import { buildAtlas } from '../geodata/build.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import { writeSite } from '../server/static-site/write-site.ts';
import { resolveAtlas } from './atlas-argument.ts';
import type { CommandIo, OptionValues } from './command.ts';
import { exitStatus, integerOption, stringOption } from './command.ts';
import { packageVersion } from './package-version.ts';
import type { Progress } from './progress.ts';
import { publicUrlOption } from './server-options.ts';
import { countOf } from '../geodata/model/counted-words.ts';

/** As deep as the service draws pictures; how many there may be is limited too. */
const DEEPEST_RASTER_ZOOM = 14;

/** `jiju export <atlas> --static <folder>`: the whole atlas as files. */
export async function exportSite(
  place: string,
  values: OptionValues,
  io: CommandIo,
  progress: Progress,
): Promise<number> {
  const publicUrl = publicUrlOption(values);
  if (publicUrl === undefined)
    throw new AtlasError(
      'usage',
      '--static: found no --public-url. Links in files are whole addresses: say where the files will be, e.g. ' +
        '--public-url https://maps.example.org/atlas.',
    );
  const name = stringOption(values, 'static')!;
  const bundleFolder = await bundleFolderOf(place, io, progress);
  progress.step(`Write ${name}`);
  const { files, tiles, revision } = await writeSite({
    bundleFolder,
    clientFolder: join(packageRoot(), 'dist/client'),
    publicUrl,
    version: packageVersion(),
    out: resolve(io.cwd, name),
    rasterZoom: integerOption(values, 'raster-zoom', { minimum: 0, maximum: DEEPEST_RASTER_ZOOM }) ?? null,
    featurePages: values['feature-pages'] === true,
    onFile: (count) => progress.detail(countOf(count, 'files')),
  });
  progress.done();
  if (values['quiet'] !== true)
    io.out(
      `Wrote ${name}: ${countOf(files, 'files')} and ${countOf(tiles, 'tiles')} of revision ${revision}, for ${publicUrl}.\n` +
        `Serve ${join(name, 'site')} with ${join(name, 'nginx.conf')}, or copy it to an object store; docs/deployment.md says how.\n`,
    );
  return exitStatus.ok;
}

/** The folder of bundles that an argument names; an atlas is built first. */
async function bundleFolderOf(argument: string, io: CommandIo, progress: Progress): Promise<string> {
  const folder = resolve(io.cwd, argument);
  if (existsSync(join(folder, 'current.json'))) return folder;
  const place = resolveAtlas(argument, undefined, io);
  await buildAtlas({ folder: place.folder, out: place.out, version: packageVersion(), progress });
  return place.out;
}
