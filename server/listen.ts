import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AtlasError } from '../geodata/model/atlas-error.ts';

const PORTS_TRIED = 20;

/**
 * Starts to listen on the wanted port or, where it is taken, on the next free one of twenty; port 0 is any free one.
 * Returns the port that was found. Throws an AtlasError where none is free or the host cannot be bound.
 */
export async function listenOnFreePort(server: Server, host: string, wanted: number): Promise<number> {
  const last = wanted === 0 ? 0 : Math.min(wanted + PORTS_TRIED - 1, 65_535);
  for (let port = wanted; port <= last; port++) {
    try {
      await listen(server, host, port);
      return (server.address() as AddressInfo).port;
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE') continue;
      const reason = code === 'EACCES' ? 'the system does not allow it' : String(code ?? cause);
      throw new AtlasError(
        'io',
        `Cannot listen on ${host} port ${port}: ${reason}. Give another --host or --port.`,
        {
          cause,
        },
      );
    }
  }
  throw new AtlasError('io', `The ports ${wanted} to ${last} on ${host} are all taken. Give another --port.`);
}

const listen = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
