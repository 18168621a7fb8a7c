import type { SparseRows } from '../sparse-rows.ts';

/** Which component each node is in, numbered from 0 by their first node; and how many nodes each has. */
export interface ComponentLabels {
  label: Uint32Array;
  sizes: number[];
}

/** Connected components of an undirected network. */
export function componentLabels({ size, offsets, targets }: SparseRows): ComponentLabels {
  const label = new Uint32Array(size);
  const seen = new Uint8Array(size);
  const stack = new Uint32Array(size);
  const sizes: number[] = [];
  for (let first = 0; first < size; first++) {
    if (seen[first]) continue;
    let waiting = 0;
    let members = 0;
    stack[waiting++] = first;
    seen[first] = 1;
    while (waiting > 0) {
      const node = stack[--waiting]!;
      label[node] = sizes.length;
      members++;
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const next = targets[entry]!;
        if (seen[next]) continue;
        seen[next] = 1;
        stack[waiting++] = next;
      }
    }
    sizes.push(members);
  }
  return { label, sizes };
}

/** The components, largest first; of equal ones, that with the lowest code. */
export function componentsBySize({ label, sizes }: ComponentLabels, codes: readonly string[]): number[] {
  const lowest = sizes.map(() => '');
  codes.forEach((code, node) => {
    const known = lowest[label[node]!]!;
    if (known === '' || code < known) lowest[label[node]!] = code;
  });
  return [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || (lowest[a]! < lowest[b]! ? -1 : 1));
}
