/** Addresses that an answer names and that belong to the service: of documents, pages, styles. */
export function findLinks(body: Buffer, mediaType: string, address: string): string[] {
  const type = mediaType.split(';')[0]!;
  const found: string[] = [];
  if (/[/+]json$/.test(type)) collect(JSON.parse(body.toString('utf8')), found);
  else if (type === 'text/html')
    for (const [, href] of body.toString('utf8').matchAll(/(?:href|src)="([^"]*)"/g))
      found.push(unescapeHtml(href!));
  return found.flatMap((href) => {
    if (!href.startsWith(`${address}/`) || href.includes('{')) return [];
    // Answers differ by format only, and both formats are asked for anyway; other queries cannot be files.
    const [path = '', query = ''] = href.slice(address.length).split('#')[0]!.split('?');
    return /^(f=(json|html))?$/.test(query) ? [path] : [];
  });
}

function collect(value: unknown, found: string[]): void {
  if (typeof value === 'string') {
    if (value.startsWith('http')) found.push(value);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) collect(member, found);
  }
}

const unescapeHtml = (text: string): string =>
  text.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
