import { availableParallelism } from 'node:os';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { startServer } from '../server/main.ts';
import type { CommandIo, OptionSpec, OptionValues } from './command.ts';
import { integerOption, stringOption } from './command.ts';

/** Options of every command that serves. */
export const serverOptions: Record<string, OptionSpec> = {
  port: {
    type: 'string',
    short: 'p',
    placeholder: '<n>',
    description: 'Port; the next free one when taken (default 8080, or PORT)',
  },
  host: {
    type: 'string',
    placeholder: '<address>',
    description: 'Address to listen on (default 127.0.0.1: this machine only)',
  },
  'public-url': {
    type: 'string',
    placeholder: '<url>',
    description: 'Address the outside world uses, for links',
  },
  'base-path': {
    type: 'string',
    placeholder: '<path>',
    description: 'Path below which requests arrive, e.g. /atlas',
  },
  'trust-proxy': {
    type: 'boolean',
    description: 'Believe X-Forwarded-* headers; only behind a proxy that sets them',
  },
  'allow-host': {
    type: 'string',
    multiple: true,
    placeholder: '<name>',
    description: 'Host name that may appear in links, without --public-url; may be repeated',
  },
  'allow-origin': {
    type: 'string',
    multiple: true,
    placeholder: '<origin>',
    description:
      'Only pages of this origin may read answers, e.g. https://example.org; may be repeated (default: all)',
  },
  workers: {
    type: 'string',
    placeholder: '<n>',
    description: 'Processes that share the port (default 1; "auto": one for each processor)',
  },
  memory: {
    type: 'string',
    placeholder: '<MB>',
    description:
      'Archives held in memory by each process, the smallest first; others are read from disk (default 512)',
  },
  archives: {
    type: 'string',
    placeholder: '<url>',
    description:
      'Read archives from https://host/folder or s3://bucket/folder, as {tileset}.{revision}.pmtiles, not from the bundle',
  },
  metrics: {
    type: 'string',
    placeholder: '<port>',
    description: 'Serve /metrics (Prometheus) on this port of 127.0.0.1',
  },
  'drain-delay': {
    type: 'string',
    placeholder: '<seconds>',
    description: 'After SIGTERM go on answering so long, with 503 at /ready, before closing (default 0)',
  },
  verbose: { type: 'boolean', description: 'Log requests and events as JSON lines on standard error' },
};

/** What a user says of the server; the rest of its settings is where things are. */
export type ServerSettings = Omit<
  Parameters<typeof startServer>[0],
  'bundleFolder' | 'clientFolder' | 'version'
>;

/** Reads the options of a command that serves. Throws AtlasError `usage`, before anything was built. */
export function readServerSettings(values: OptionValues, io: CommandIo): ServerSettings {
  const port = integerOption({ port: values['port'] ?? io.env['PORT'] }, 'port', {
    minimum: 0,
    maximum: 65_535,
  });
  const workers = workersOption(values);
  const memory = integerOption(values, 'memory', { minimum: 0, maximum: 1_000_000 });
  const metricsPort = integerOption(values, 'metrics', { minimum: 0, maximum: 65_535 });
  const drainDelay = integerOption(values, 'drain-delay', { minimum: 0, maximum: 600 });
  const allowedOrigins = listOption(values, 'allow-origin').map(originOf);
  const archives = stringOption(values, 'archives');
  const host = stringOption(values, 'host');
  const publicUrl = publicUrlOption(values);
  const basePath = stringOption(values, 'base-path');
  return {
    quiet: values['verbose'] !== true,
    trustProxy: values['trust-proxy'] === true,
    workers,
    allowedHosts: listOption(values, 'allow-host').map((name) => name.toLowerCase()),
    ...(allowedOrigins.length === 0 ? {} : { allowedOrigins }),
    ...(memory === undefined ? {} : { memoryBytes: memory * 2 ** 20 }),
    ...(metricsPort === undefined ? {} : { metricsPort }),
    ...(archives === undefined ? {} : { archives }),
    ...(drainDelay === undefined ? {} : { drainDelayMs: drainDelay * 1000 }),
    ...(port === undefined ? {} : { port }),
    ...(host === undefined ? {} : { host }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(basePath === undefined ? {} : { basePath }),
  };
}

function workersOption(values: OptionValues): number {
  if (values['workers'] === 'auto') return availableParallelism();
  return integerOption(values, 'workers', { minimum: 1, maximum: 64 }) ?? 1;
}

const listOption = (values: OptionValues, name: string): string[] => {
  const list = values[name];
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
};

/** An origin as browsers write it: scheme, host and a port that is not the usual one. */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '')
    return url.origin;
  throw new AtlasError(
    'usage',
    `--allow-origin: found "${text}", expected an origin such as https://example.org.`,
  );
}

export function publicUrlOption(values: OptionValues): string | undefined {
  const text = stringOption(values, 'public-url');
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '') return text;
  throw new AtlasError(
    'usage',
    `--public-url: found "${text}", expected an address such as https://maps.example.org/atlas.`,
  );
}
