import { parse } from './check-address.ts';
import { finding, shown, type Check } from './finding.ts';

const CORE = 'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core';

/** What OGC clients rely on, and that errors come from the service. */
export const checkApi: Check = async ({ ask }) => {
  const json = { Accept: 'application/json' };
  const conformance = await ask('/conformance', json);
  const { conformsTo = [] } = parse(conformance.body) as { conformsTo?: string[] };
  const isStatic = conformance.status === 200 && !conformsTo.includes(CORE);
  const api = await ask('/api', { Accept: 'application/vnd.oai.openapi+json;version=3.0' });
  const slashed = await ask('/collections/', json);
  const missing = await ask('/no-such-thing', json);
  const findings = [
    finding('the OGC API says what it conforms to', conformance.status === 200 && conformsTo.length > 0, {
      found: `/conformance answered ${conformance.status} with ${conformsTo.length} classes`,
      advice: 'Let /conformance, /api and /collections pass to the service.',
    }),
    finding(
      'the description of the API has its type',
      (api.headers['content-type'] ?? '').startsWith('application/vnd.oai.openapi+json'),
      {
        found: `Content-Type ${shown(api.headers['content-type'])}`,
        advice:
          'QGIS insists on application/vnd.oai.openapi+json;version=3.0: do not set types in the proxy.',
      },
    ),
    finding('a slash at the end is no other address', slashed.status === 200, {
      verdict: 'weakness',
      found: `/collections/ answered ${slashed.status}`,
      advice: 'Do not rewrite or redirect slashes in the proxy.',
    }),
    finding(
      'errors come from the service',
      missing.status === 404 && (isStatic || missing.headers['content-type'] === 'application/problem+json'),
      {
        verdict: 'weakness',
        found: `${missing.status} ${shown(missing.headers['content-type'])} for an address that is not there`,
        advice: 'Leave errors as they are (nginx: proxy_intercept_errors off).',
      },
    ),
  ];
  if (isStatic) return findings;
  const unknown = await ask('/collections?no-such-parameter=1', json);
  const long = await ask(`/collections?f=json&filter=${'x'.repeat(6000)}`, json);
  return [
    ...findings,
    finding('queries reach the service', unknown.status === 400, {
      found: `${unknown.status} to a parameter that is not known, expected 400`,
      advice: 'Pass the query on, and make it part of the key of caches.',
    }),
    finding('long filters reach the service', long.status === 400, {
      verdict: 'weakness',
      found: `${long.status} to a URL of 6 KB`,
      advice: 'Allow URLs of 8 KB (nginx: large_client_header_buffers 4 16k).',
    }),
  ];
};
