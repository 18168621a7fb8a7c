import type { Exchange } from './exchange.ts';
import type { Representation } from './protocol/representation.ts';

/** What things cost, compared with a vector tile that is cut or joined: about a millisecond. */
export const costs = { tile: 1, page: 2, picture: 8, download: 20 } as const;

/**
 * Something made on demand, by a key that names everything that decides what it is: at once where it is kept. Making it
 * counts as work that the client asked for; throws the problem `too-many-requests` where that is too much.
 */
export const derive = (
  { request, service }: Exchange,
  key: string,
  cost: number,
  make: () => Promise<Representation | null>,
): Representation | null | Promise<Representation | null> =>
  service.derived.get(key, () => {
    service.allowance.spend(request, service.options, cost);
    return make();
  });
