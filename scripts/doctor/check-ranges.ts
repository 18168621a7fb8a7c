import { finding, shown, type Check } from './finding.ts';

/** Archives are read piece by piece: browsers and GDAL ask for ranges of bytes. */
export const checkRanges: Check = async ({ tileset, ask }) => {
  const path = `/archives/${tileset}.pmtiles`;
  const head = await ask(path, { 'Accept-Encoding': 'gzip, br' }, 'HEAD');
  const start = await ask(path, { Range: 'bytes=0-126', 'Accept-Encoding': 'gzip, br' });
  const size = Number(head.headers['content-length']);
  const beyond = await ask(path, { Range: `bytes=${Number.isFinite(size) ? size + 10 : 1e12}-` });
  const range = start.headers['content-range'];
  return [
    finding('archives answer ranges', start.status === 206 && start.body.length === 127, {
      found: `${start.status} with ${start.body.length} bytes to Range: bytes=0-126`,
      advice:
        'Let Range pass and do not cache whole files in its place (nginx: proxy_force_ranges on, or proxy_cache off; with slices: slice 1m).',
    }),
    finding('the piece is the right one', start.body.subarray(0, 7).toString('latin1') === 'PMTiles', {
      found: `the archive begins with "${start.body
        .subarray(0, 7)
        .toString('latin1')
        .replaceAll(/[^ -~]/g, '?')}"`,
      advice: 'Something compresses or replaces the archive: leave application/vnd.pmtiles alone.',
    }),
    finding('Content-Range tells the size of the whole', /^bytes 0-126\/\d+$/.test(range ?? ''), {
      found: `Content-Range ${shown(range)}`,
      advice: 'Do not remove Content-Range.',
    }),
    finding(
      'archives are never compressed',
      start.headers['content-encoding'] === undefined && head.headers['content-encoding'] === undefined,
      {
        found: `Content-Encoding ${shown(start.headers['content-encoding'] ?? head.headers['content-encoding'])}`,
        advice: 'Take application/vnd.pmtiles out of the types that the proxy or CDN compresses.',
      },
    ),
    finding('Accept-Ranges says so', head.headers['accept-ranges'] === 'bytes', {
      verdict: 'weakness',
      found: `Accept-Ranges ${shown(head.headers['accept-ranges'])}`,
      advice: 'Do not remove Accept-Ranges (nginx: no max_ranges 0).',
    }),
    finding('ranges after the end are refused', beyond.status === 416, {
      verdict: 'weakness',
      found: `${beyond.status}, expected 416`,
      advice: 'Let the service answer ranges; the proxy makes something else of them.',
    }),
  ];
};
