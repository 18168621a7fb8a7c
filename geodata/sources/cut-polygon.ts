import type { Position, Ring } from '../model/geometry.ts';
import { ringContains } from '../model/ring-contains.ts';

/** A stretch of a ring on one side of the cut, from the cut to the cut. */
type Chain = Position[];

/** One of the two ends of a chain, on the cut. */
interface ChainEnd {
  chain: Chain;
  atEnd: boolean;
  latitude: number;
}

interface Sides<T> {
  west: T[];
  east: T[];
}

/**
 * Cuts a polygon (closed rings, the first one outer) along a meridian of the plane. Each side is a list of polygons;
 * holes that reach over the cut become bays of the outline. The order in which borders cross the meridian tells where
 * the inside is: between the first and the second crossing, the third and the fourth, and so on.
 */
export function cutPolygon(polygon: Ring[], meridian: number): Sides<Ring[]> {
  const chains: Sides<Chain> = { west: [], east: [] };
  const whole: Sides<Ring> = { west: [], east: [] };
  for (const ring of polygon) {
    const cut = cutRing(ring, meridian);
    if (cut === null) whole[ring[0]![0] < meridian ? 'west' : 'east'].push(ring);
    else {
      chains.west.push(...cut.west);
      chains.east.push(...cut.east);
    }
  }
  return {
    west: groupRings(joinChains(chains.west), whole.west),
    east: groupRings(joinChains(chains.east), whole.east),
  };
}

/** Takes a ring apart where it crosses; null where it does not. A vertex on the meridian counts as east of it. */
function cutRing(ring: Ring, meridian: number): Sides<Chain> | null {
  const count = ring.length - 1;
  const isEast = (index: number): boolean => ring[index % count]![0] >= meridian;
  const start = ring.findIndex((_, i) => i > 0 && isEast(i) !== isEast(i - 1));
  if (start < 0) return null;

  const sides: Sides<Chain> = { west: [], east: [] };
  let chain: Chain = [];
  for (let i = start; i < start + count; i++) {
    if (isEast(i) !== isEast(i + count - 1)) {
      const crossing = crossingPoint(ring[(i + count - 1) % count]!, ring[i % count]!, meridian);
      chain.push(crossing);
      chain = [crossing];
      sides[isEast(i) ? 'east' : 'west'].push(chain);
    }
    chain.push(ring[i % count]!);
  }
  // The walk began at a crossing, and there the last chain ends.
  const first = sides[isEast(start) ? 'east' : 'west'][0]!;
  chain.push(first[0]!);
  return sides;
}

function crossingPoint(from: Position, to: Position, meridian: number): Position {
  const t = (meridian - from[0]) / (to[0] - from[0]);
  return [meridian, from[1] + t * (to[1] - from[1])];
}

/** Closes the chains of one side along the cut. */
function joinChains(chains: Chain[]): Ring[] {
  const ends = chains.flatMap((chain): ChainEnd[] => [
    { chain, atEnd: false, latitude: chain[0]![1] },
    { chain, atEnd: true, latitude: chain.at(-1)![1] },
  ]);
  ends.sort((a, b) => a.latitude - b.latitude);
  const indexOf = (chain: Chain, atEnd: boolean): number =>
    ends.findIndex((end) => end.chain === chain && end.atEnd === atEnd);

  const rings: Ring[] = [];
  const left = new Set(chains);
  for (const first of chains) {
    const ring: Ring = [];
    let chain = first;
    let forward = true;
    while (left.delete(chain)) {
      ring.push(...(forward ? chain : chain.toReversed()));
      // Ends pair up in the order of their latitude: 0 with 1, 2 with 3.
      const next: ChainEnd = ends[indexOf(chain, forward) ^ 1]!;
      chain = next.chain;
      forward = !next.atEnd;
    }
    if (ring.length > 0) rings.push([...ring, ring[0]!]);
  }
  return rings;
}

/** Gives every uncut ring to the outline it lies in: the outline itself crosses the cut, so these are holes. */
function groupRings(outlines: Ring[], uncut: Ring[]): Ring[][] {
  if (outlines.length === 0) return uncut.length === 0 ? [] : [uncut];
  const polygons = outlines.map((outline) => [outline]);
  for (const hole of uncut) polygons.find(([outline]) => ringContains(outline!, hole[0]!))?.push(hole);
  return polygons;
}
