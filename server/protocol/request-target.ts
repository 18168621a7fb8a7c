/** What a request line asks for, with the base path of the service taken off. */
export interface RequestTarget {
  /** Path below the base path, beginning with "/", percent-decoded. */
  path: string;
  /** Query without "?", as it was sent. */
  query: string;
}

export type TargetError = 'too-long' | 'malformed' | 'outside-base-path';

/** Longer ones are no use to any route; filters of OGC clients stay far below. */
const MAX_LENGTH = 8192;

/**
 * Reads the target of a request line: origin form, or absolute form as a proxy sends it (RFC 9112 §3.2). A path that
 * decodes to control characters or a backslash is malformed; "." and ".." stay what they are and match no route.
 */
export function parseTarget(target: string, basePath: string): RequestTarget | TargetError {
  if (target.length > MAX_LENGTH) return 'too-long';
  let rest = target;
  if (!rest.startsWith('/')) {
    const authority = /^https?:\/\/[^/?#]*/i.exec(rest);
    if (authority === null) return 'malformed';
    rest = rest.slice(authority[0].length);
    if (!rest.startsWith('/')) rest = `/${rest}`;
  }
  const hash = rest.indexOf('#');
  if (hash >= 0) rest = rest.slice(0, hash);
  const mark = rest.indexOf('?');
  const query = mark < 0 ? '' : rest.slice(mark + 1);
  let path = mark < 0 ? rest : rest.slice(0, mark);

  if (path.includes('%')) {
    try {
      path = decodeURIComponent(path);
    } catch {
      return 'malformed';
    }
  }
  for (let index = 0; index < path.length; index++) {
    const code = path.charCodeAt(index);
    if (code < 0x20 || code === 0x7f || code === 0x5c) return 'malformed';
  }
  if (basePath === '') return { path, query };
  if (path === basePath) return { path: '/', query };
  return path.startsWith(`${basePath}/`) ? { path: path.slice(basePath.length), query } : 'outside-base-path';
}
