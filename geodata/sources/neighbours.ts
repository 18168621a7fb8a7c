import type { BoundaryFeature, Position } from '../model/geometry.ts';

/**
 * Pairs of features (indices, i < j, ascending) whose borders share at least one segment, vertex for vertex, so that
 * meeting in a point does not count (rook contiguity). The borders must come from one topology: two borders drawn
 * independently share no vertices and are not found.
 */
export function findNeighbours(features: readonly BoundaryFeature[]): [number, number][] {
  // By longitude, then latitude: no text has to be made of a million vertices.
  const vertexIds = new Map<number, Map<number, number>>();
  let vertices = 0;
  const vertexId = ([longitude, latitude]: Position): number => {
    let meridian = vertexIds.get(longitude);
    if (meridian === undefined) vertexIds.set(longitude, (meridian = new Map()));
    const known = meridian.get(latitude);
    if (known !== undefined) return known;
    meridian.set(latitude, vertices);
    return vertices++;
  };

  // Both ids fit into one exact number as long as there are fewer than 2^26 vertices.
  const owners = new Map<number, number>();
  const pairs = new Set<number>();
  features.forEach(({ geometry }, feature) => {
    const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
    for (const ring of rings) {
      let from = -1;
      for (const position of ring) {
        const to = vertexId(position);
        if (from >= 0 && from !== to) {
          const segment = Math.min(from, to) * 2 ** 26 + Math.max(from, to);
          const owner = owners.get(segment);
          if (owner === undefined) owners.set(segment, feature);
          else if (owner !== feature) pairs.add(owner * features.length + feature);
        }
        from = to;
      }
    }
  });
  return [...pairs]
    .sort((a, b) => a - b)
    .map((pair) => [Math.floor(pair / features.length), pair % features.length]);
}
