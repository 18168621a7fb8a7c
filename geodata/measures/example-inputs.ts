/** Four units in a row whose values rise by one from each to the next; a located vector. */
export const risingRow = {
  values: [1, 2, 3, 4],
  links: [
    ['1', '2'],
    ['2', '3'],
    ['3', '4'],
  ],
};

/** Three nodes around a hub; a network. */
export const starOfThree = {
  edges: [
    ['a', 'hub'],
    ['b', 'hub'],
    ['c', 'hub'],
  ],
};

/** A triangle and a fourth node that hangs on one of its corners; a network. */
export const triangleWithTail = {
  edges: [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
    ['c', 'd'],
  ],
};

/** Two triangles joined by one edge; a network. */
export const twoTriangles = {
  edges: [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
    ['d', 'e'],
    ['e', 'f'],
    ['d', 'f'],
    ['c', 'd'],
  ],
};
