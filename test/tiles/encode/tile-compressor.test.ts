import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TileCompressor } from '../../../geodata/tiles/encode/tile-compressor.ts';

/** A tile of a short head, features of more than a kilobyte, and a tail of values. */
const tile = fc
  .record({
    head: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    features: fc.uint8Array({ minLength: 1024, maxLength: 3000 }),
    tail: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ head, features, tail }) => ({
    raw: Uint8Array.from([...head, ...features, ...tail]),
    features: { start: head.length, end: head.length + features.length },
  }));

const compress = (each: { raw: Uint8Array; features: { start: number; end: number } }): Uint8Array =>
  new TileCompressor(5).compress(each.raw, each.features).slice();

test('what an earlier tile says of its parts is believed only where it is so', () => {
  fc.assert(
    // The numbers stand at bytes 16 to 31 of the member: where features start and end, where their blocks start, and
    // how long these are.
    fc.property(tile, fc.nat(15), fc.integer({ min: 1, max: 255 }), (given, at, change) => {
      const whole = compress(given);
      const lying = whole.slice();
      lying[16 + at] = lying[16 + at]! ^ change;
      expect(gunzipSync(lying)).toEqual(Buffer.from(given.raw));
      const again = new TileCompressor(5).compress(given.raw, given.features, {
        raw: given.raw,
        compressed: lying,
      });
      expect(Buffer.from(again)).toEqual(Buffer.from(whole));
    }),
    { numRuns: 300 },
  );
});

test('blocks of other bytes than they say are not taken over', () => {
  fc.assert(
    fc.property(tile, fc.nat(), (given, seed) => {
      const whole = compress(given);
      const place = given.features.start + (seed % (given.features.end - given.features.start));
      const other = { ...given, raw: given.raw.slice() };
      other.raw[place] = other.raw[place]! ^ 1;
      // The member of another tile, passed off as that of this one.
      const again = new TileCompressor(5).compress(given.raw, given.features, {
        raw: given.raw,
        compressed: compress(other),
      });
      expect(Buffer.from(again)).toEqual(Buffer.from(whole));
    }),
    { numRuns: 100 },
  );
});
