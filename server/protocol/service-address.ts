import type { IncomingMessage } from 'node:http';
import type { ServiceOptions } from '../options.ts';

const HOST = /^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
const PREFIX = /^(?:\/[\w.~-]+)*$/;

/**
 * Address of the service as the asking client sees it, without a slash at the end: the start of every absolute link.
 * A Host header is believed only where it is on the list, because links built from an invented one would be kept by
 * caches and followed by others; the address of the socket stands in for it.
 */
export function serviceAddress(request: IncomingMessage, options: ServiceOptions): string {
  if (options.publicUrl !== null) return options.publicUrl;
  const forwarded = options.trustProxy ? forwardedAddress(request) : {};
  const host = forwarded.host ?? believableHost(request, options) ?? socketHost(request);
  const protocol = forwarded.protocol ?? (isEncrypted(request) ? 'https' : 'http');
  return `${protocol}://${host}${forwarded.prefix ?? ''}${options.basePath}`;
}

function believableHost(request: IncomingMessage, options: ServiceOptions): string | undefined {
  const { host } = request.headers;
  if (host === undefined || !HOST.test(host)) return undefined;
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return options.trustProxy || options.allowedHosts.includes(name) ? host.toLowerCase() : undefined;
}

function socketHost(request: IncomingMessage): string {
  const { localAddress = '127.0.0.1', localPort = 80 } = request.socket;
  const address = localAddress.replace(/^::ffff:/, '');
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
}

interface ForwardedAddress {
  host?: string;
  protocol?: string;
  prefix?: string;
}

/** Forwarded (RFC 7239) and its older X- relatives: the first value is what the client asked for. */
function forwardedAddress(request: IncomingMessage): ForwardedAddress {
  const first = (name: string): string | undefined => {
    const value = request.headers[name];
    return (Array.isArray(value) ? value[0] : value)?.split(',')[0]?.trim();
  };
  const standard = new Map(
    (first('forwarded') ?? '').split(';').map((pair) => {
      const [name = '', value = ''] = pair.split('=');
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  const protocol = (standard.get('proto') ?? first('x-forwarded-proto'))?.toLowerCase();
  const port = first('x-forwarded-port');
  let host = standard.get('host') ?? first('x-forwarded-host');
  const isUsualPort = port === (protocol === 'https' ? '443' : '80');
  if (
    host !== undefined &&
    port !== undefined &&
    /^\d{1,5}$/.test(port) &&
    !/:\d+$/.test(host) &&
    !isUsualPort
  )
    host = `${host}:${port}`;
  const prefix = first('x-forwarded-prefix')?.replace(/\/+$/, '');
  return {
    ...(host !== undefined && HOST.test(host) ? { host: host.toLowerCase() } : {}),
    ...(protocol === 'http' || protocol === 'https' ? { protocol } : {}),
    ...(prefix !== undefined && PREFIX.test(prefix) ? { prefix } : {}),
  };
}

const isEncrypted = (request: IncomingMessage): boolean =>
  'encrypted' in request.socket && request.socket.encrypted === true;
