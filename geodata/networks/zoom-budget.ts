/** Links of one kind that the whole world in one tile shows; every further zoom shows twice as many. */
const LINKS_AT_ZOOM_0 = 50;
/** From this zoom on every place has its strongest link, however weak that is. */
const EVERY_PLACE = 5;

/** The ends of links as positions of nodes, from the strongest link down. */
export interface RankedLinks {
  a: readonly number[];
  b: readonly number[];
}

/**
 * Lowest zoom at which a map should show each link of a network and year: zoom z has the 50 · 2^z strongest of those
 * between two places of one region above, and as many of those between places of two such regions; so it has the
 * 50 · 2^z strongest of all, too. From zoom 5 on every place has its strongest link. `parents` are the regions above
 * the nodes; links of nodes without any count as one kind. `offset` moves all zooms but 0 (geodata/model/zoom-offset.ts).
 */
export function zoomsOfLinks(
  { a, b }: RankedLinks,
  parents: readonly (string | null)[],
  offset = 0,
): number[] {
  const ranks = { within: 0, between: 0, other: 0 };
  const reached = new Set<number>();
  return a.map((from, link) => {
    const to = b[link]!;
    const zoom = zoomOfRank(++ranks[kindOf(parents[from] ?? null, parents[to] ?? null)], offset);
    const isStrongestOfAPlace = !reached.has(from) || !reached.has(to);
    reached.add(from).add(to);
    return isStrongestOfAPlace ? Math.min(zoom, EVERY_PLACE + offset) : zoom;
  });
}

const kindOf = (from: string | null, to: string | null): 'within' | 'between' | 'other' => {
  if (from !== to) return 'between';
  return from === null ? 'other' : 'within';
};

const zoomOfRank = (rank: number, offset: number): number =>
  rank <= LINKS_AT_ZOOM_0 ? 0 : Math.ceil(Math.log2(rank / LINKS_AT_ZOOM_0)) + offset;

/** Lowest zoom of each node: that of the first of its links; nodes whose links are not drawn come with the last of them. */
export function zoomsOfNodes(
  { a, b }: RankedLinks,
  zooms: readonly number[],
  nodes: number,
  offset = 0,
): number[] {
  const first = Array.from({ length: nodes }, () => EVERY_PLACE + offset);
  for (const ends of [a, b])
    for (const [link, node] of ends.entries()) first[node] = Math.min(first[node]!, zooms[link]!);
  return first;
}
