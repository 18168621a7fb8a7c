import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BoundaryFeature } from '../model/geometry.ts';
import { chinaBoundaries } from './china/boundaries/recipe.ts';
import { packageRoot } from './package-root.ts';
import { hashRecipeInputs } from './recipe-inputs.ts';
import { worldBoundaries } from './world/boundaries/recipe.ts';

/** An atlas that comes with jiju: a folder like a user's, plus a recipe that makes its boundaries from npm packages. */
export interface EmbeddedAtlas {
  id: string;
  /** Absolute path of the folder with atlas.yaml. */
  folder: string;
  /** Hash (hex) over package versions and recipe source; equal hashes give equal boundaries. */
  inputs(): Promise<string>;
  /** Boundaries by level id, features in ascending order of code, ready for JSON. Nothing is cached. */
  boundaries(progress?: (message: string) => void): Promise<Record<string, BoundaryFeature[]>>;
}

type Recipe = (
  atlasFolder: string,
  progress?: (message: string) => void,
) => Promise<Record<string, BoundaryFeature[]>>;

function embed(id: string, recipe: Recipe, codeFolders: string[] = []): EmbeddedAtlas {
  const folder = join(packageRoot(), 'geodata', 'atlases', id);
  return {
    id,
    folder,
    inputs: () => hashRecipeInputs(folder, codeFolders),
    boundaries: (progress) => recipe(folder, progress),
  };
}

/** The readers of boundary formats, as source or compiled: beside this module either way. */
const sources = fileURLToPath(new URL('../sources', import.meta.url));

/** The atlases that come with jiju, by id. */
export const embeddedAtlases: Record<string, EmbeddedAtlas> = {
  china: embed('china', chinaBoundaries),
  world: embed('world', worldBoundaries, [sources]),
};
