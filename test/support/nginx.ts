import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const BINARY = '/usr/sbin/nginx';
export const isNginxInstalled = existsSync(BINARY);

/**
 * Runs nginx with directives of the `http` block, in a folder of its own and as the user of the test, until an address
 * answers. Throws what nginx says where the configuration is wrong. Gives a function that ends it.
 */
export async function startNginx(
  home: string,
  directives: string,
  address: string,
): Promise<() => Promise<void>> {
  await mkdir(home);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${home}/${name};`,
  );
  const file = join(home, 'nginx.conf');
  await writeFile(
    file,
    `daemon off; master_process off; pid ${home}/pid; error_log ${home}/error.log; events {}\nhttp { access_log off; ${temporary.join(' ')}\n${directives}}\n`,
  );
  execFileSync(BINARY, ['-t', '-q', '-c', file]);
  const nginx = spawn(BINARY, ['-c', file], { stdio: 'ignore' });
  const gone = new Promise((resolve) => nginx.once('exit', resolve));
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      break;
    await delay(50);
  }
  return async () => {
    nginx.kill();
    await gone;
  };
}

/** A port that was free a moment ago. */
export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
