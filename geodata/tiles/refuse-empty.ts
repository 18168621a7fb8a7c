import { AtlasError } from '../model/atlas-error.ts';
import type { BakedTileset } from './bake-report.ts';

/** Remarks on the input that are repeated: one of them mostly says why nothing was left. */
const MAX_REPEATED = 3;

/** Stops a bake that came to no tile at all, and says what became of the features. */
export function refuseEmpty(
  { layers, drops, diagnostics }: Pick<BakedTileset, 'layers' | 'drops' | 'diagnostics'>,
  maxTileBytes: number,
): never {
  const full = drops.filter(({ reason }) => reason === 'no-room');
  if (full.length > 0) {
    const left = layers.flatMap(({ id, features }) => {
      const zooms = full.filter(({ layer }) => layer === id);
      const most = Math.max(0, ...zooms.map(({ count }) => count));
      return most === 0 ? [] : [`${most} of ${features} features of ${id} (${zoomsOf(zooms)})`];
    });
    throw noTile(
      `nothing fits into ${maxTileBytes} bytes, which is what a layer may take of a tile (--max-tile-bytes). ` +
        `Left out were ${left.join(', ')}. Allow more bytes, or 0 for no limit, or keep fewer fields.`,
    );
  }
  const counts = layers.map(({ id, features }) => `${features} in ${id}`).join(', ');
  if (layers.every(({ features }) => features === 0)) {
    throw noTile(`found no features (${counts}), expected at least one.${repeat(diagnostics)}`);
  }
  throw noTile(
    `found features (${counts}), but none that can be drawn in the zooms asked for.${repeat(diagnostics)}`,
  );
}

function zoomsOf(drops: BakedTileset['drops']): string {
  const zooms = drops.map(({ zoom }) => zoom);
  const [first, last] = [Math.min(...zooms), Math.max(...zooms)];
  return first === last ? `zoom ${first}` : `zooms ${first} to ${last}`;
}

const repeat = (diagnostics: BakedTileset['diagnostics']): string =>
  diagnostics
    .slice(0, MAX_REPEATED)
    .map(({ message }) => ` ${message}`)
    .join('');

const noTile = (reason: string): AtlasError => new AtlasError('invalid-data', `No tile was made: ${reason}`);
