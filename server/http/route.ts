import type { Exchange } from '../exchange.ts';

/** A resource that is answered by Express: its path in Express's notation, and how it answers GET and HEAD. */
export interface Route {
  path: string;
  answer(exchange: Exchange, parameters: Readonly<Record<string, string>>): void | Promise<void>;
}

/** A resource of stored bytes, answered before Express: says whether the path was its own. */
export type StoredResource = (exchange: Exchange) => boolean;
