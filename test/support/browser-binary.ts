import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** A browser that can be started, and the environment it needs. */
export interface BrowserBinary {
  executable: string;
  env: Record<string, string>;
}

const root = join(import.meta.dirname, '../..');

/**
 * A Chromium of the machine (`JIJU_CHROMIUM`, or one on the path), else the one that comes inside the npm package
 * @sparticuz/chromium with its libraries, so that a bare machine needs no other install.
 */
export function browserBinary(): BrowserBinary {
  const own =
    process.env['JIJU_CHROMIUM'] ?? executableOnPath(['chromium', 'chromium-browser', 'google-chrome']);
  return own === undefined ? unpackedBinary() : { executable: own, env: {} };
}

function executableOnPath(names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Unpacks the npm package's browser once per version of the package. */
function unpackedBinary(): BrowserBinary {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const packageFolder = join(entry.slice(0, entry.lastIndexOf('@sparticuz')), '@sparticuz/chromium');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(root, 'node_modules/.cache/jiju', `chromium-${version}`);
  if (!existsSync(folder)) unpack(join(packageFolder, 'bin'), folder);
  return {
    executable: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      // Without any fontconfig the browser does not start; where there is one it is left alone.
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
    },
  };
}

/**
 * The package's own settings look for its fonts where a cloud function would have them. Without one font of the system
 * the browser lays out no text before a web font has come, and a page that is waiting for one reads as empty.
 */
const fontSettings = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Into a folder of its own first, so that two test files that start at once cannot see half a browser. */
function unpack(source: string, target: string): void {
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const read = (name: string): Buffer => brotliDecompressSync(readFileSync(join(source, name)));
  const executable = join(draft, 'chromium');
  writeFileSync(executable, read('chromium.br'));
  chmodSync(executable, 0o755);
  extractTar(read('swiftshader.tar.br'), draft);
  extractTar(read('al2023.tar.br'), join(draft, 'al2023'));
  extractTar(read('fonts.tar.br'), join(draft, 'fonts'));
  writeFileSync(join(draft, 'fonts/fonts.conf'), fontSettings);
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(target)) throw error;
  }
}

const blockSize = 512;

/** Regular files of a tar archive (POSIX ustar; the package has no others). */
function extractTar(archive: Buffer, folder: string): void {
  const text = (start: number, length: number): string =>
    archive.toString('latin1', start, start + length).split('\0')[0]!;
  for (let offset = 0; text(offset, 100) !== '';) {
    const name = text(offset, 100);
    const size = Number.parseInt(text(offset + 124, 12), 8);
    const isFile = ['0', ''].includes(text(offset + 156, 1));
    const start = offset + blockSize;
    if (isFile) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, archive.subarray(start, start + size));
    }
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
}
