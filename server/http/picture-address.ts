import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { PictureFormat } from '../pictures/rasterise.ts';
import type { Output } from '../pictures/studio.ts';
import { invalidParameters } from '../features/query.ts';
import { Problem } from '../protocol/problem.ts';

/** Where a static map looks. */
export type Place =
  | { kind: 'centre'; centre: [longitude: number, latitude: number]; zoom: number }
  | { kind: 'box'; box: BoundingBox };

/** No screen is larger; twice the pixels of a page are for smaller pictures. */
const MAX_SIDE = 2048;
const MAX_PIXELS = MAX_SIDE * MAX_SIDE * 2;

/** Reads `{lon},{lat},{zoom}` or `{west},{south},{east},{north}`. Throws a problem where it is neither. */
export function parsePlace(text: string): Place {
  const items = text.split(',');
  const numbers = items.map((item) => (/^-?\d{1,4}(\.\d{1,15})?$/.test(item) ? Number(item) : Number.NaN));
  const [first = 0, second = 0, third = 0, fourth = 0] = numbers;
  if (numbers.length === 3 && isPosition(first, second) && third >= 0 && third <= 22)
    return { kind: 'centre', centre: [first, second], zoom: third };
  const isBox = numbers.length === 4 && isPosition(first, second) && isPosition(third, fourth);
  if (isBox && second < fourth && first !== third)
    return { kind: 'box', box: [first, second, third, fourth] };
  throw invalidParameters([
    {
      name: 'place',
      reason:
        `found "${text.slice(0, 60)}", expected {lon},{lat},{zoom}, {west},{south},{east},{north}, auto, ` +
        'or feature:{collection}/{id}',
    },
  ]);
}

const isPosition = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;

/** Reads `{width}x{height}[@2x].{png|webp|jpg}`. Throws a problem where it is none, or too large. */
export function parseSize(text: string): Output & { width: number; height: number } {
  const found = /^(\d{1,5})x(\d{1,5})(@2x)?\.(png|webp|jpg)$/.exec(text);
  const [, width = 0, height = 0] = (found ?? []).map(Number);
  const pixelRatio = found?.[3] === undefined ? 1 : 2;
  const isTooLarge = Math.max(width, height) > MAX_SIDE || width * height * pixelRatio ** 2 > MAX_PIXELS;
  if (found === null || isTooLarge || Math.min(width, height) < 16)
    throw invalidParameters([
      {
        name: 'size',
        reason:
          `found "${text.slice(0, 40)}", expected {width}x{height}.png (or .webp, .jpg; @2x before the dot), each ` +
          `side 16 to ${MAX_SIDE}`,
      },
    ]);
  return { width, height, pixelRatio, format: found[4] as PictureFormat };
}

/** Reads the last segment of a raster tile: `{y}[@2x].{png|webp}`. Throws a problem for other formats. */
export function parseTileFile(text: string): Output & { row: string } {
  const found = /^(\d{1,10})(@2x)?\.(png|webp)$/.exec(text);
  if (found === null)
    throw new Problem(
      'invalid-tile',
      `Found "${text.slice(0, 40)}", expected a row and .png or .webp, with @2x before the dot for twice the pixels.`,
    );
  return {
    row: found[1]!,
    pixelRatio: found[2] === undefined ? 1 : 2,
    format: found[3] as PictureFormat,
  };
}
