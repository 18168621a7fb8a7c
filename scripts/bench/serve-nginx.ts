import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** nginx with one worker over the tile files, or null where it is not installed. */
export async function startNginx(folder: string, tileFolder: string) {
  const port = await freePort();
  const home = join(folder, 'nginx');
  await mkdir(join(home, 'logs'), { recursive: true });
  await writeFile(join(home, 'nginx.conf'), configuration(home, tileFolder, port));
  const master = spawn('nginx', ['-p', home, '-c', join(home, 'nginx.conf')], { stdio: 'ignore' });
  const failed = await Promise.race([once(master, 'error').then(() => true), delay(500).then(() => false)]);
  if (failed || master.exitCode !== null) return null;
  const pid = master.pid!;
  return {
    port,
    usage: () => usageOf(pid),
    stop: async () => {
      master.kill('SIGQUIT');
      await once(master, 'exit');
    },
  };
}

const configuration = (home: string, tileFolder: string, port: number): string => `
daemon off; worker_processes 1;${asOwnUser()} pid ${home}/nginx.pid; error_log ${home}/error.log;
events { worker_connections 512; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  open_file_cache max=2000; client_body_temp_path ${home}; proxy_temp_path ${home};
  fastcgi_temp_path ${home}; uwsgi_temp_path ${home}; scgi_temp_path ${home};
  server {
    listen 127.0.0.1:${port};
    location /tiles/bench/ {
      alias ${tileFolder}/; default_type application/vnd.mapbox-vector-tile;
      add_header Content-Encoding gzip; add_header Vary Accept-Encoding;
      add_header Cache-Control "public, max-age=300"; add_header Access-Control-Allow-Origin *;
    }
  }
}
`;

/** A master of root's gives its worker to a user who may not read the folder. */
const asOwnUser = (): string => (process.getuid?.() === 0 ? ' user root;' : '');

/** CPU time and memory of a process and its children, from /proc (Linux; clock ticks of 10 ms). */
export async function usageOf(master: number): Promise<{ cpuMicroseconds: number; rssBytes: number }> {
  const children = await readFile(`/proc/${master}/task/${master}/children`, 'utf8');
  let cpuMicroseconds = 0;
  let rssBytes = 0;
  for (const pid of [String(master), ...children.split(' ').filter((child) => child.trim() !== '')]) {
    const stat = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /s, '').split(' ');
    cpuMicroseconds += (Number(stat[11]) + Number(stat[12])) * 10_000;
    rssBytes += Number(stat[21]) * 4096;
  }
  return { cpuMicroseconds, rssBytes };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
