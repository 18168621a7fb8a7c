import type { Logger } from 'pino';
import type { MetricsSnapshot } from './metrics.ts';
import type { ServiceOptions } from './options.ts';

/** Where a server finds what it serves, and how it runs. */
export interface ServerSettings extends Partial<ServiceOptions> {
  /** Folder with current.json and bundles/, as a build leaves it. */
  bundleFolder: string;
  /** Folder of the built client; without index.html in it the service has no page. */
  clientFolder: string;
  /** Version of jiju, for /version. */
  version: string;
  /** Default 127.0.0.1: reachable from this machine only. */
  host?: string;
  /** Default 8080; 0 is any free one. */
  port?: number;
  /** Archives are held in memory up to this many bytes in all. */
  memoryBytes?: number;
  /** Where archives are read from in place of the bundles: https://host/folder or s3://bucket/folder. */
  archives?: string;
  /** How often to look for a new build; 0 is never. Default two seconds. */
  reloadEveryMs?: number;
  /** Processes that share the port; default one, this process. */
  workers?: number;
  /** Port on this machine where /metrics is; 0 is any free one. Default: none. */
  metricsPort?: number;
  /** Count answers for someone who asks this process for its counts; `metricsPort` does so by itself. */
  countAnswers?: boolean;
  /** How long to go on answering, and to say at /ready that it ends, before closing. Default 0. */
  drainDelayMs?: number;
  /** Log errors only. */
  quiet?: boolean;
  /** Default: JSON lines on standard error, so that standard output stays for the address. */
  log?: Logger;
}

/** A server that answers. */
export interface RunningServer {
  /** Where a browser on this machine finds the service. */
  url: string;
  port: number;
  /** The port that was asked for, where it was taken and another one was used; else null. */
  takenPort: number | null;
  /** Port where /metrics is; null without. */
  metricsPort: number | null;
  /** Counts of this process; null where it does not count, or where others answer for it. */
  snapshot(): MetricsSnapshot | null;
  /** Finishes what was begun, then closes; connections that take longer than ten seconds are cut. */
  close(): Promise<void>;
}
