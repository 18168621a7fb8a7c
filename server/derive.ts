import type { Exchange } from './exchange.ts';
import type { Representation } from './protocol/representation.ts';

/**
 * Something made on demand, by a key that names everything that decides what it is: at once where it is kept. Making it
 * counts as work that the client asked for; throws the problem `too-many-requests` where that is too much.
 */
export const derive = (
  { request, service }: Exchange,
  key: string,
  make: () => Promise<Representation | null>,
): Representation | null | Promise<Representation | null> =>
  service.derived.get(key, () => {
    service.allowance.spend(request, service.options);
    return make();
  });
