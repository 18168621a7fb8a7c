import fc from 'fast-check';
import { tileIdToZxy as peerInverse, zxyToTileId as peerForward } from 'pmtiles';
import { describe, expect, it } from 'vitest';
import { firstTileIdOfZoom, tileIdToZxy, zxyToTileId, zoomOfTileId } from '../../geodata/model/tile-id.ts';

const address = fc
  .integer({ min: 0, max: 26 })
  .chain((z) => fc.tuple(fc.constant(z), fc.nat(2 ** z - 1), fc.nat(2 ** z - 1)));

describe('Hilbert tile ids', () => {
  it('follows the table of the specification', () => {
    expect(zxyToTileId(0, 0, 0)).toBe(0);
    expect([zxyToTileId(1, 0, 0), zxyToTileId(1, 0, 1), zxyToTileId(1, 1, 1), zxyToTileId(1, 1, 0)]).toEqual([
      1, 2, 3, 4,
    ]);
    expect(zxyToTileId(2, 0, 0)).toBe(5);
    expect(zxyToTileId(12, 3423, 1763)).toBe(19078479);
  });

  it('agrees with the pmtiles package at every address', () => {
    fc.assert(
      fc.property(address, ([z, x, y]) => {
        expect(zxyToTileId(z, x, y)).toBe(peerForward(z, x, y));
      }),
    );
  });

  it('comes back from every id', () => {
    fc.assert(
      fc.property(address, ([z, x, y]) => {
        const id = zxyToTileId(z, x, y);
        expect(tileIdToZxy(id)).toEqual({ z, x, y });
        expect(peerInverse(id)).toEqual([z, x, y]);
      }),
    );
  });

  it('steps to an edge neighbour with every id of a zoom', () => {
    const z = 5;
    let before = tileIdToZxy(firstTileIdOfZoom(z));
    for (let id = firstTileIdOfZoom(z) + 1; id < firstTileIdOfZoom(z + 1); id++) {
      const tile = tileIdToZxy(id);
      expect(Math.abs(tile.x - before.x) + Math.abs(tile.y - before.y)).toBe(1);
      before = tile;
    }
  });

  it('knows the first and last id of a zoom', () => {
    for (let z = 0; z <= 26; z++) {
      expect(zoomOfTileId(firstTileIdOfZoom(z))).toBe(z);
      expect(zoomOfTileId(firstTileIdOfZoom(z + 1) - 1)).toBe(z);
    }
  });
});
