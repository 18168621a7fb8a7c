import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { BudgetCache } from './budget-cache.ts';
import type { BundleStore } from './bundle-store.ts';
import type { ClientAllowance } from './client-allowance.ts';
import type { FileTree } from './file-tree.ts';
import type { Metrics } from './metrics.ts';
import type { ServiceOptions } from './options.ts';
import type { PictureStudio } from './pictures/studio.ts';
import type { Representation } from './protocol/representation.ts';
import type { RequestTarget } from './protocol/request-target.ts';

/** What all resources answer from. */
export interface Service {
  bundles: BundleStore;
  /** Files of the built client, or null where it was not built. */
  client: FileTree | null;
  /** Tiles and pages made on demand, by everything that decides what is in them; null for tiles without content. */
  derived: BudgetCache<Representation | null>;
  /** How much work each client may ask for. */
  allowance: ClientAllowance;
  /** Counts answers, where someone reads the counts. */
  metrics: Metrics | null;
  /** Draws maps for clients that cannot. */
  pictures: PictureStudio;
  /** Version of jiju. */
  version: string;
  options: ServiceOptions;
  log: Logger;
  /** True from the moment it is told to stop: what was begun is finished, nobody new should come. */
  isDraining: boolean;
}

/** One request and its answer. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  target: RequestTarget;
  service: Service;
}
