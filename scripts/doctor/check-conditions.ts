import { finding, shown, type Check } from './finding.ts';

/** Revalidation and HEAD: what keeps caches cheap. */
export const checkConditions: Check = async ({ tileset, tile, ask }) => {
  const path = `/tiles/${tileset}/${tile}.mvt`;
  const coded = { 'Accept-Encoding': 'gzip' };
  const first = await ask(path, coded);
  const tag = first.headers['etag'] ?? '';
  const again = await ask(path, { ...coded, 'If-None-Match': tag });
  const weak = await ask(path, { ...coded, 'If-None-Match': `W/${tag.replace(/^W\//, '')}` });
  const head = await ask(path, coded, 'HEAD');
  return [
    finding('answers have an ETag', tag !== '', {
      found: 'no ETag',
      advice: 'Do not remove ETag (nginx removes it where it compresses: gzip off).',
    }),
    finding('what a client has is not sent again', again.status === 304 && again.body.length === 0, {
      found: `${again.status} to If-None-Match: ${tag}`,
      advice: 'Let If-None-Match pass (nginx: no proxy_set_header If-None-Match "").',
    }),
    finding('weakened tags match as well', weak.status === 304, {
      verdict: 'weakness',
      found: `${weak.status} to If-None-Match: W/…`,
      advice: 'A cache compares tags by itself: let it ask the service, or keep it from weakening ETags.',
    }),
    finding(
      'HEAD tells the size',
      head.status === 200 && head.headers['content-length'] === first.headers['content-length'],
      {
        verdict: 'weakness',
        found: `Content-Length ${shown(head.headers['content-length'])}, expected ${shown(first.headers['content-length'])}`,
        advice: 'Let HEAD pass, and do not answer in chunks (nginx: proxy_buffering on, gzip off).',
      },
    ),
  ];
};
