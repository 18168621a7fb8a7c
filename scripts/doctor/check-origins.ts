import { finding, shown, type Check } from './finding.ts';

const ORIGIN = 'https://elsewhere.example';
const NEEDED = ['etag', 'content-range', 'content-length'];

/** Pages of other origins: maps in other people's pages. */
export const checkOrigins: Check = async ({ tileset, tile, ask }) => {
  const answer = await ask(`/tiles/${tileset}/${tile}.mvt`, { Origin: ORIGIN, 'Accept-Encoding': 'gzip' });
  const preflight = await ask(
    `/archives/${tileset}.pmtiles`,
    { Origin: ORIGIN, 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'range' },
    'OPTIONS',
  );
  const allowed = answer.headers['access-control-allow-origin'];
  const exposed = (answer.headers['access-control-expose-headers'] ?? '').toLowerCase();
  const missing = NEEDED.filter((name) => !exposed.includes(name));
  if (allowed === undefined)
    return [
      finding('pages of other origins may read tiles', false, {
        verdict: 'weakness',
        found: `no Access-Control-Allow-Origin for ${ORIGIN}`,
        advice: 'Right if the service was started with --allow-origin for others; else the proxy removes it.',
      }),
    ];
  return [
    finding('pages of other origins may read tiles, once', allowed === '*' || allowed === ORIGIN, {
      found: `Access-Control-Allow-Origin ${shown(allowed)}`,
      advice: 'Only one may set it: take add_header Access-Control-Allow-Origin out of the proxy.',
    }),
    finding('they see the headers they need', missing.length === 0, {
      found: `Access-Control-Expose-Headers lacks ${missing.join(', ')}`,
      advice: 'Let Access-Control-Expose-Headers of the service pass.',
    }),
    finding(
      'they may ask for ranges',
      preflight.status < 300 && /range/i.test(preflight.headers['access-control-allow-headers'] ?? ''),
      {
        found: `the preflight answered ${preflight.status}, Access-Control-Allow-Headers ${shown(preflight.headers['access-control-allow-headers'])}`,
        advice: 'Let OPTIONS pass to the service.',
      },
    ),
  ];
};
