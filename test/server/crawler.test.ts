import { fileURLToPath } from 'node:url';
import request from 'supertest';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToyService, type ToyService } from '../support/toy-service.ts';

const HOME = 'http://localhost';
let service: ToyService;
beforeAll(async () => {
  // With the font that is shipped, since styles link to it.
  const clientFolder = fileURLToPath(new URL('../../client/public', import.meta.url));
  service = await openToyService({ clientFolder });
});
afterAll(() => service.close());

interface Found {
  href: string;
  type: string | undefined;
  templated: boolean;
  from: string;
}

/** All links of a document, wherever they stand in it. */
function linksIn(value: unknown, from: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((item) => linksIn(item, from));
  if (typeof value !== 'object' || value === null) return [];
  const { href, url, type, templated } = value as Record<string, unknown>;
  const nested = Object.values(value).flatMap((member) => linksIn(member, from));
  const address = typeof href === 'string' ? href : typeof url === 'string' ? url : null;
  if (address === null || !/^https?:\/\//.test(address)) return nested;
  const promised = typeof href === 'string' && typeof type === 'string' ? type : undefined;
  return [{ href: address, type: promised, templated: templated === true, from }, ...nested];
}

/** Links and addresses of a page. */
const linksOfPage = (html: string, from: string): Found[] =>
  [...html.matchAll(/(?:href|src)="([^"]*)"/g)]
    .map(([, href]) => href!.replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))))
    .filter((href) => href.startsWith(HOME))
    .map((href) => ({ href, type: undefined, templated: href.includes('{'), from }));

/** A place where the toy atlas has something, for templates. */
const fill = (template: string): string =>
  template
    .replaceAll('{year}', '2021')
    .replaceAll(/\{z\}|\{tileMatrix\}|\{TileMatrix\}/g, '2')
    .replaceAll(/\{x\}|\{tileCol\}|\{TileCol\}/g, '3')
    .replaceAll(/\{y\}|\{tileRow\}|\{TileRow\}/g, '1');

test('every link of every document and page answers 200 with the type it promises', async () => {
  const waiting: Found[] = [
    '/?f=json',
    '/catalog.json',
    '/tiles/toy.json',
    '/styles/atlas.json',
    '/qgis?lang=zh',
  ].map((path) => ({ href: HOME + path, type: undefined, templated: false, from: 'the test' }));
  const seen = new Set<string>();
  const broken: string[] = [];
  const kinds = new Map<string, number>();
  while (waiting.length > 0) {
    const link = waiting.pop()!;
    const href = link.templated ? fill(link.href) : link.href;
    const known = `${href} ${link.type ?? ''}`;
    if (seen.has(known) || !href.startsWith(HOME)) continue;
    seen.add(known);
    const answer = await request(service.app)
      .get(href.slice(HOME.length) || '/')
      .set('Host', 'localhost')
      .set('Accept', link.type ?? '*/*')
      .responseType('blob');
    const type = answer.headers['content-type'] ?? '';
    kinds.set(type, (kinds.get(type) ?? 0) + 1);
    const promised = link.type?.split(';')[0];
    const isEmptyTile = link.templated && answer.status === 204;
    if (
      !isEmptyTile &&
      (answer.status !== 200 || (promised !== undefined && type.split(';')[0] !== promised))
    )
      broken.push(`${href} of ${link.from}: ${answer.status} ${type}, promised ${link.type ?? 'nothing'}`);
    const body = (answer.body as Buffer).toString('utf8');
    if (/[/+]json($|;)/.test(type)) waiting.push(...linksIn(JSON.parse(body), href));
    else if (type.startsWith('text/html')) waiting.push(...linksOfPage(body, href));
  }
  expect(broken).toEqual([]);
  expect(seen.size).toBeGreaterThan(200);
  for (const type of [
    'image/png',
    'image/svg+xml',
    'application/geo+json',
    'text/csv; charset=utf-8; header=present',
  ])
    expect([...kinds.keys()]).toContain(type);
}, 60_000);
