/** Nodes waiting to be settled, nearest first. */
export interface NodeQueue {
  /** Adds a node, or moves it up after its distance fell. */
  raise(node: number): void;
  /** Takes the nearest node out; −1 where none is left. */
  pop(): number;
}

/** A binary heap of nodes by `distance`, nearest first; ties by node. */
export function createNodeQueue(distance: Float64Array): NodeQueue {
  const heap = new Int32Array(distance.length);
  const place = new Int32Array(distance.length).fill(-1);
  let length = 0;

  const isNearer = (a: number, b: number): boolean =>
    distance[a]! < distance[b]! || (distance[a] === distance[b] && a < b);

  const put = (node: number, position: number): void => {
    heap[position] = node;
    place[node] = position;
  };

  return {
    raise(node) {
      let position = place[node]!;
      if (position < 0) position = length++;
      while (position > 0) {
        const parent = (position - 1) >> 1;
        if (!isNearer(node, heap[parent]!)) break;
        put(heap[parent]!, position);
        position = parent;
      }
      put(node, position);
    },

    pop() {
      if (length === 0) return -1;
      const nearest = heap[0]!;
      place[nearest] = -1;
      const moved = heap[--length]!;
      if (length === 0) return nearest;
      let position = 0;
      for (let child = 1; child < length; child = 2 * position + 1) {
        if (child + 1 < length && isNearer(heap[child + 1]!, heap[child]!)) child++;
        if (!isNearer(heap[child]!, moved)) break;
        put(heap[child]!, position);
        position = child;
      }
      put(moved, position);
      return nearest;
    },
  };
}
