import type { IncomingMessage } from 'node:http';
import type { ServiceOptions } from './options.ts';
import { Problem } from './protocol/problem.ts';

/** Work that a client may ask for at once, and what it gains each second; a tile that lies in no archive is one. */
const BURST = 1000;
const PER_SECOND = 50;
/** Clients that are remembered; those who came first are forgotten first. */
const MAX_CLIENTS = 10_000;

/**
 * Lets each client make the service work only so much: pictures, statistics, downloads and tiles that lie in no
 * archive. What is kept already costs nothing and is not counted (token bucket; one for each address).
 */
export class ClientAllowance {
  readonly #tokens = new Map<string, { left: number; at: number }>();
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Counts a piece of work of that cost; throws the problem `too-many-requests` where the client has had too many. */
  spend(request: IncomingMessage, options: ServiceOptions, cost: number): void {
    const client = clientAddress(request, options);
    if (client === null) return;
    const now = this.#now();
    const known = this.#tokens.get(client);
    const left =
      known === undefined ? BURST : Math.min(BURST, known.left + ((now - known.at) / 1000) * PER_SECOND);
    if (left < cost) {
      const seconds = Math.ceil((cost - left) / PER_SECOND);
      throw new Problem(
        'too-many-requests',
        'This address has asked for a great deal of work; wait a moment.',
        {
          headers: { 'Retry-After': String(seconds), RateLimit: `"costly";r=0;t=${seconds}` },
        },
      );
    }
    this.#tokens.delete(client);
    this.#tokens.set(client, { left: left - cost, at: now });
    const oldest = this.#tokens.size > MAX_CLIENTS ? this.#tokens.keys().next().value : undefined;
    if (oldest !== undefined) this.#tokens.delete(oldest);
  }
}

/**
 * Address of the client, null where it is not known: a proxy on this machine that is not trusted hides all clients
 * behind its own. Of X-Forwarded-For the last entry counts, which the proxy wrote itself.
 */
function clientAddress(request: IncomingMessage, { trustProxy }: ServiceOptions): string | null {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim();
  if (last !== undefined && last !== '') return last.slice(0, 64);
  const address = request.socket.remoteAddress?.replace(/^::ffff:/, '');
  return address === undefined || address === '127.0.0.1' || address === '::1' ? null : address;
}
