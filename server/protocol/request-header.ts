import type { IncomingMessage } from 'node:http';

/**
 * One field of a request by its lower-case name; several of the same name are joined by commas (RFC 9110 §5.3).
 * `request.headers` would sort all fields into an object first, which costs more than all else on the way to a tile.
 */
export function requestHeader({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  let value: string | undefined;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const field = rawHeaders[index]!;
    if (field.length === name.length && field.toLowerCase() === name) {
      const found = rawHeaders[index + 1]!;
      value = value === undefined ? found : `${value}, ${found}`;
    }
  }
  return value;
}
