import type { BoundingBox } from '../model/geometry.ts';
import { zxyToTileId } from '../model/tile-id.ts';

const NODE_BYTES = 40;
/** Zoom whose tiles are the cells of the Hilbert curve: 65 536 on each side. */
const HILBERT_ZOOM = 16;

/** Positions of the boxes in the order of a Hilbert curve through their middles, so that neighbours stand together. */
export function hilbertOrder(boxes: readonly BoundingBox[], extent: BoundingBox): number[] {
  const cells = 2 ** HILBERT_ZOOM - 1;
  const cellOf = (middle: number, low: number, high: number): number =>
    high > low ? Math.floor((cells * (middle - low)) / (high - low)) : 0;
  const places = boxes.map(([west, south, east, north]) =>
    zxyToTileId(
      HILBERT_ZOOM,
      cellOf((west + east) / 2, extent[0], extent[2]),
      cellOf((south + north) / 2, extent[1], extent[3]),
    ),
  );
  return [...places.keys()].sort((a, b) => places[a]! - places[b]! || a - b);
}

/**
 * The index of a FlatGeobuf file (flatgeobuf.org, packed Hilbert R-tree): nodes of four doubles and an offset, the
 * root first and the leaves last. A leaf has the offset of its feature in bytes, an inner node that of its first child
 * in nodes. `boxes` and `featureOffsets` are in the order of the features in the file; at least one.
 */
export function packRTree(
  boxes: readonly BoundingBox[],
  featureOffsets: readonly number[],
  nodeSize: number,
): Uint8Array {
  const levels = levelSizes(boxes.length, nodeSize);
  const total = levels.reduce((sum, size) => sum + size, 0);
  const bytes = new Uint8Array(total * NODE_BYTES);
  const view = new DataView(bytes.buffer);
  const put = (node: number, box: BoundingBox, offset: number): void => {
    for (const [axis, degrees] of box.entries()) view.setFloat64(node * NODE_BYTES + axis * 8, degrees, true);
    view.setBigUint64(node * NODE_BYTES + 32, BigInt(offset), true);
  };

  let first = total - boxes.length;
  let level: readonly BoundingBox[] = boxes;
  for (const [index, box] of boxes.entries()) put(first + index, box, featureOffsets[index]!);
  for (const size of levels.slice(1)) {
    const parents = Array.from({ length: size }, (_, parent) =>
      unite(level.slice(parent * nodeSize, (parent + 1) * nodeSize)),
    );
    for (const [parent, box] of parents.entries()) put(first - size + parent, box, first + parent * nodeSize);
    first -= size;
    level = parents;
  }
  return bytes;
}

/** Numbers of nodes from the leaves to the root; even a single leaf has a root above it. */
function levelSizes(leaves: number, nodeSize: number): number[] {
  const sizes = [leaves];
  do sizes.push(Math.ceil(sizes.at(-1)! / nodeSize));
  while (sizes.at(-1)! > 1);
  return sizes;
}

const unite = (boxes: readonly BoundingBox[]): BoundingBox => [
  Math.min(...boxes.map((box) => box[0])),
  Math.min(...boxes.map((box) => box[1])),
  Math.max(...boxes.map((box) => box[2])),
  Math.max(...boxes.map((box) => box[3])),
];
