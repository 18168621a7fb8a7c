import { gunzipSync } from 'node:zlib';
import { finding, type Check } from './finding.ts';

/** Links must lead where the client came from, and nowhere that a stranger names. */
export const checkAddress: Check = async ({ address, ask }) => {
  const landing = await ask('/?f=json', { Accept: 'application/json' });
  const { links = [] } = parse(landing.body) as { links?: { href: string }[] };
  const strange = links.find(({ href }) => !href.startsWith(`${address}/`));
  const poisoned = await ask('/?f=json', {
    'X-Forwarded-Host': 'stranger.invalid',
    Accept: 'application/json',
  });
  return [
    finding(
      'links lead to this address',
      landing.status === 200 && links.length > 0 && strange === undefined,
      {
        found:
          strange === undefined
            ? `/?f=json answered ${landing.status} with ${links.length} links`
            : `a link to ${strange.href}, expected ${address}/…`,
        advice: `Start the service with --public-url ${address}, or with --trust-proxy behind a proxy that sets X-Forwarded-Proto, -Host and -Prefix.`,
      },
    ),
    finding('strangers cannot change links', !poisoned.body.includes('stranger.invalid'), {
      verdict: 'weakness',
      found: 'X-Forwarded-Host of a client came back in links',
      advice:
        'Let the proxy overwrite X-Forwarded-Host (nginx: proxy_set_header X-Forwarded-Host $host), or give --public-url.',
    }),
  ];
};

/** JSON, or an empty object where it is none: what answers may be another program, or compressed though not asked to. */
export function parse(body: Buffer): unknown {
  try {
    const isGzip = body[0] === 0x1f && body[1] === 0x8b;
    return JSON.parse((isGzip ? gunzipSync(body) : body).toString('utf8'));
  } catch {
    return {};
  }
}
