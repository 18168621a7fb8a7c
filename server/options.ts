import type { AllowedOrigins } from './protocol/cross-origin.ts';

/** How the service presents itself; everything else comes out of the bundle. */
export interface ServiceOptions {
  /** Address the outside world uses, without a slash at the end: https://maps.example.org/atlas. Wins over all else. */
  publicUrl: string | null;
  /** Path under which requests arrive, "" or "/atlas": for proxies that do not strip it. */
  basePath: string;
  /** Believe Forwarded and X-Forwarded-*: only behind a proxy that sets them itself. */
  trustProxy: boolean;
  /** Names in a Host header that may appear in links, without port. */
  allowedHosts: readonly string[];
  /** Pages of other origins that may read the answers. */
  allowedOrigins: AllowedOrigins;
}

export const LOOPBACK_HOSTS: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

export const defaultServiceOptions: ServiceOptions = {
  publicUrl: null,
  basePath: '',
  trustProxy: false,
  allowedHosts: LOOPBACK_HOSTS,
  allowedOrigins: '*',
};
