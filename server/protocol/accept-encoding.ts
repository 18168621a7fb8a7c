/** How the bytes of an answer are coded: what `Content-Encoding` says, or `identity` where it says nothing. */
export type ContentCoding = 'br' | 'gzip' | 'identity';

type Weights = Record<ContentCoding, number>;

/** What a client that says nothing gets: plain bytes, since some that say nothing cannot inflate. */
const SILENT: Weights = { br: 0, gzip: 0, identity: 1 };
/** `identity` is acceptable unless it is excluded, yet anything the client names is better. */
const UNNAMED_IDENTITY = 0.0001;
const KNOWN_HEADERS = 256;

// A handful of browsers sends a handful of different headers: parsing each once is enough.
const parsed = new Map<string, Weights>();

/**
 * The coding to answer with, or null where none is acceptable (406). `available` stands in the server's order of
 * preference, which decides between equal weights. RFC 9110 §12.5.3.
 */
export function chooseCoding(
  header: string | undefined,
  available: readonly ContentCoding[],
): ContentCoding | null {
  const weights = header === undefined ? SILENT : weightsOf(header);
  let best: ContentCoding | null = null;
  for (const coding of available) {
    if (weights[coding] > (best === null ? 0 : weights[best])) best = coding;
  }
  return best;
}

function weightsOf(header: string): Weights {
  const known = parsed.get(header);
  if (known !== undefined) return known;
  const weights = parse(header);
  // A client that invents headers may not fill the memory.
  if (parsed.size >= KNOWN_HEADERS) parsed.clear();
  parsed.set(header, weights);
  return weights;
}

function parse(header: string): Weights {
  const named = new Map<string, number>();
  for (const element of header.split(',')) {
    const [name = '', ...parameters] = element.split(';');
    const coding = name.trim().toLowerCase();
    const weight = weightOf(parameters);
    if (coding !== '' && weight !== null) named.set(coding === 'x-gzip' ? 'gzip' : coding, weight);
  }
  const others = named.get('*');
  return {
    br: named.get('br') ?? others ?? 0,
    gzip: named.get('gzip') ?? others ?? 0,
    identity: named.get('identity') ?? others ?? UNNAMED_IDENTITY,
  };
}

/** The weight among parameters, 1 where there is none, null where it is not one (then the element is ignored). */
function weightOf(parameters: string[]): number | null {
  for (const parameter of parameters) {
    const match = /^\s*q\s*=\s*(.*?)\s*$/i.exec(parameter);
    if (match !== null) return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(match[1]!) ? Number(match[1]) : null;
  }
  return 1;
}
