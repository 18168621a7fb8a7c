import { compressInternal } from './compression.ts';
import { createDirectory, encodeDirectory, sliceDirectory, type Directory } from './directory.ts';
import { MAX_ROOT_BYTES } from './header.ts';

/** Directories ready to be written: a root, and the leaves it points at (empty where the root holds all). */
export interface DirectoryTree {
  root: Uint8Array;
  leaves: Uint8Array;
  leafCount: number;
}

const FIRST_LEAF_ENTRIES = 4096;

/**
 * Serialises the entries as one root directory where it fits the first request, else as one level of leaves
 * with a root that points at them; leaves grow until the root fits.
 */
export function buildDirectoryTree(entries: Directory): DirectoryTree {
  const count = entries.tileId.length;
  if (count <= MAX_ROOT_BYTES) {
    const root = compressInternal(encodeDirectory(entries));
    if (root.length <= MAX_ROOT_BYTES) return { root, leaves: new Uint8Array(0), leafCount: 0 };
  }
  for (let leafEntries = FIRST_LEAF_ENTRIES; ; leafEntries *= 2) {
    const tree = splitIntoLeaves(entries, leafEntries);
    if (tree.root.length <= MAX_ROOT_BYTES) return tree;
  }
}

function splitIntoLeaves(entries: Directory, leafEntries: number): DirectoryTree {
  const leafCount = Math.ceil(entries.tileId.length / leafEntries);
  const pointers = createDirectory(leafCount);
  const leaves: Uint8Array[] = [];
  let offset = 0;
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const start = leaf * leafEntries;
    const bytes = compressInternal(encodeDirectory(sliceDirectory(entries, start, start + leafEntries)));
    leaves.push(bytes);
    pointers.tileId[leaf] = entries.tileId[start]!;
    pointers.offset[leaf] = offset;
    pointers.length[leaf] = bytes.length;
    offset += bytes.length;
  }
  return { root: compressInternal(encodeDirectory(pointers)), leaves: Buffer.concat(leaves), leafCount };
}
