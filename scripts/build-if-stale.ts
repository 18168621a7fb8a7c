import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { isBuildStale } from './stale-build.ts';

// What `npm start` runs first, from dist/.

const root = join(import.meta.dirname, '../..');
if (isBuildStale(root)) {
  process.stderr.write('The code has changed since it was built; building it again.\n');
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    // npm is a script of the shell on Windows.
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
