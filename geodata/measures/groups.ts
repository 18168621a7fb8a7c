/** The groups of some units: ids ascending, and the positions of the members of each. */
export interface Groups {
  ids: string[];
  members: number[][];
}

/** Gathers positions by the label that stands at each of them. */
export function groupsOf(labels: readonly string[], positions: Iterable<number> = labels.keys()): Groups {
  const members = new Map<string, number[]>();
  for (const position of positions) {
    const label = labels[position]!;
    const group = members.get(label);
    if (group === undefined) members.set(label, [position]);
    else group.push(position);
  }
  const ids = [...members.keys()].sort((a, b) => (a < b ? -1 : 1));
  return { ids, members: ids.map((id) => members.get(id)!) };
}
