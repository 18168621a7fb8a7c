import { gunzipSync } from 'node:zlib';
import { finding, shown, type Check } from './finding.ts';

/** Tiles: types, codings, and that caches can tell one coding from another. */
export const checkTiles: Check = async ({ tileset, revision, tile, ask }) => {
  const path = `/tiles/${tileset}/${tile}.mvt`;
  const packed = await ask(path, { 'Accept-Encoding': 'gzip, deflate' });
  const plain = await ask(path);
  const immutable = await ask(`/tiles/${tileset}/${revision}/${tile}.mvt`, { 'Accept-Encoding': 'gzip' });
  const coding = packed.headers['content-encoding'];
  const unpacked = coding === 'gzip' ? tryGunzip(packed.body) : packed.body;
  return [
    finding('tiles arrive', packed.status === 200 && packed.body.length > 0, {
      found: `${path} answered ${packed.status}`,
      advice: 'Let the proxy pass all paths below the address, with their query.',
    }),
    finding(
      'tiles say what they are',
      packed.headers['content-type'] === 'application/vnd.mapbox-vector-tile',
      {
        found: `Content-Type ${shown(packed.headers['content-type'])}`,
        advice:
          'Do not let the proxy set types by file name (nginx: no types or default_type in this location).',
      },
    ),
    finding('gzip is labelled, once', coding === 'gzip' && unpacked !== null && !isGzip(unpacked), {
      found: `Content-Encoding ${shown(coding)}, ${isGzip(packed.body) ? '' : 'not '}compressed`,
      advice:
        'Let the proxy pass Accept-Encoding on and leave answers as they are (nginx: gzip off in this location).',
    }),
    finding(
      'clients without gzip get plain tiles',
      plain.headers['content-encoding'] === undefined && !isGzip(plain.body),
      {
        found: `Content-Encoding ${shown(plain.headers['content-encoding'])} although none was asked for`,
        advice:
          'A cache ignores Vary: let it keep one copy for each Accept-Encoding, or switch its compression off.',
      },
    ),
    finding('both are the same tile', unpacked !== null && unpacked.equals(plain.body), {
      found: `${unpacked?.length ?? 0} bytes inside of gzip, ${plain.body.length} without`,
      advice: 'Something changes tiles on their way, or a cache mixes revisions: purge it.',
    }),
    finding('Vary names Accept-Encoding', /accept-encoding/i.test(packed.headers['vary'] ?? ''), {
      found: `Vary ${shown(packed.headers['vary'])}`,
      advice: 'Do not remove Vary; else caches give gzip to clients that cannot read it.',
    }),
    finding(
      'the two codings have tags of their own',
      packed.headers['etag'] !== plain.headers['etag'] || isWeak(packed.headers['etag']),
      {
        verdict: 'weakness',
        found: `ETag ${shown(packed.headers['etag'])} for both`,
        advice:
          'Do not let the proxy make ETags (Apache: FileETag None, RequestHeader edit for mod_deflate).',
      },
    ),
    finding(
      'tiles of a revision may be kept for ever',
      /immutable/.test(immutable.headers['cache-control'] ?? ''),
      {
        verdict: 'weakness',
        found: `Cache-Control ${shown(immutable.headers['cache-control'])}`,
        advice: 'Let Cache-Control of the service pass: it knows which addresses never change.',
      },
    ),
    finding('tiles of today are asked for again', !/immutable/.test(packed.headers['cache-control'] ?? ''), {
      found: `Cache-Control ${shown(packed.headers['cache-control'])} at an address that a rebuild changes`,
      advice: 'Do not set expires or Cache-Control for /tiles/ in the proxy.',
    }),
    finding('nobody changes content on the way', /no-transform/.test(packed.headers['cache-control'] ?? ''), {
      verdict: 'weakness',
      found: 'no-transform was taken out of Cache-Control',
      advice: 'Let Cache-Control pass; else CDNs may compress again and weaken ETags.',
    }),
  ];
};

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isWeak = (tag: string | undefined): boolean => tag?.startsWith('W/') === true;

function tryGunzip(bytes: Buffer): Buffer | null {
  try {
    return gunzipSync(bytes);
  } catch {
    return null;
  }
}
