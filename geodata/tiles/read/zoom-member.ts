import { ANY_ZOOM, type FeatureZooms } from '../feature-zooms.ts';
import { growingUint8 } from '../growing-array.ts';
import type { JsonScanner } from './json-scanner.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COLON = 0x3a;

/** Name of the member of a GeoJSON feature that holds its zooms, as tippecanoe reads it. */
export const ZOOM_MEMBER = 'tippecanoe';

/** Collects the zooms that features have of their own: `"tippecanoe": { "minzoom": 4, "maxzoom": 9 }`. */
export class ZoomMembers {
  readonly #min = growingUint8();
  readonly #max = growingUint8();
  #hasAny = false;
  #minzoom = 0;
  #maxzoom = ANY_ZOOM;

  startFeature(): void {
    this.#minzoom = 0;
    this.#maxzoom = ANY_ZOOM;
  }

  /** Scans the value of the member; returns what is wrong with it, or null. Other members of it are passed over. */
  scan(scanner: JsonScanner): string | null {
    let problem: string | null = null;
    if (scanner.peek() !== OPEN_BRACE) {
      scanner.skipValue();
      return `found a member "${ZOOM_MEMBER}" that is no object; it is left out`;
    }
    scanner.position++;
    for (let first = true; scanner.nextItem(CLOSE_BRACE, first); first = false) {
      scanner.scanString();
      const key = scanner.stringText();
      scanner.expect(COLON);
      if (key !== 'minzoom' && key !== 'maxzoom') {
        scanner.skipValue();
        continue;
      }
      const zoom = scanZoom(scanner);
      if (zoom === null) problem = `found a ${key} that is no whole number from 0 to 254; it is left out`;
      else if (key === 'minzoom') this.#minzoom = zoom;
      else this.#maxzoom = zoom;
    }
    return problem;
  }

  /** Keeps the zooms of the feature at hand; once for every feature that comes of it. */
  keepFeature(): void {
    this.#min.push(this.#minzoom);
    this.#max.push(this.#maxzoom);
    if (this.#minzoom > 0 || this.#maxzoom < ANY_ZOOM) this.#hasAny = true;
  }

  /** Zooms of all features, null where none has any. */
  finish(): FeatureZooms | null {
    return this.#hasAny ? { min: this.#min.finish(), max: this.#max.finish() } : null;
  }
}

function scanZoom(scanner: JsonScanner): number | null {
  const byte = scanner.peek();
  if (byte >= 0x30 && byte <= 0x39) {
    const zoom = scanner.scanNumber();
    return Number.isInteger(zoom) && zoom < ANY_ZOOM ? zoom : null;
  }
  scanner.skipValue();
  return null;
}
