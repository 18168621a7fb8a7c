interface MediaRange {
  type: string;
  subtype: string;
  weight: number;
}

/**
 * The media type a client prefers among those on offer, or null where it accepts none. Offers stand in the server's
 * order of preference; parameters other than `q` are not looked at. RFC 9110 §12.5.1.
 */
export function chooseMediaType<Offer extends string>(
  header: string | undefined,
  offers: readonly Offer[],
): Offer | null {
  if (header === undefined || header.trim() === '') return offers[0] ?? null;
  const ranges = header.split(',').flatMap(parseRange);
  let best: Offer | null = null;
  let bestWeight = 0;
  for (const offer of offers) {
    const weight = weightFor(offer, ranges);
    if (weight > bestWeight) {
      best = offer;
      bestWeight = weight;
    }
  }
  return best;
}

/** Whether a person sits in front of the client: it asks for HTML by name, and for JSON not as much. */
export const prefersHtml = (header: string | undefined): boolean =>
  header !== undefined &&
  header.includes('text/html') &&
  chooseMediaType(header, ['application/json', 'text/html']) === 'text/html';

/** The most specific range that covers the offer decides. */
function weightFor(offer: string, ranges: MediaRange[]): number {
  const [type, subtype] = offer.split(';')[0]!.trim().split('/');
  let specificity = -1;
  let weight = 0;
  for (const range of ranges) {
    const covers = range.type === '*' || (range.type === type && ['*', subtype].includes(range.subtype));
    const rank = Number(range.type !== '*') + Number(range.subtype !== '*');
    if (covers && rank > specificity) {
      specificity = rank;
      weight = range.weight;
    }
  }
  return weight;
}

function parseRange(element: string): MediaRange[] {
  const [name = '', ...parameters] = element.split(';');
  const match = /^\s*([!#$%&'*+.^_`|~\w-]+)\/([!#$%&'*+.^_`|~\w-]+)\s*$/.exec(name);
  if (match === null) return [];
  const quality = parameters.map((text) => /^\s*q\s*=\s*([\d.]+)\s*$/i.exec(text)?.[1]).find(Boolean);
  const weight = quality === undefined ? 1 : Number(quality);
  return [
    { type: match[1]!.toLowerCase(), subtype: match[2]!.toLowerCase(), weight: weight <= 1 ? weight : 0 },
  ];
}
