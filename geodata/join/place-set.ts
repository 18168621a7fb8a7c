import type { DiagnosticList } from '../model/diagnostic-list.ts';
import { distanceKm } from '../model/distance.ts';
import type { Position } from '../model/geometry.ts';
import type { RawRow } from '../model/table.ts';

/** Coordinates of one place differ from year to year by less, those of two that share a name by more. */
const SAME_PLACE_KM = 25;

/** A row about a place, and the key that it has for it. */
export interface PlaceRow {
  row: RawRow;
  key: string;
}

/** A place where its first row has it. */
export interface Place {
  code: string;
  point: Position;
  row: RawRow;
}

/** Places by code, and by their key where several have the same. */
export class PlaceSet {
  readonly #byKey = new Map<string, Place[]>();
  readonly #remarks: DiagnosticList;

  constructor(remarks: DiagnosticList) {
    this.#remarks = remarks;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** The code of the place of a row: of one with the same key near it, or of a new one. */
  take({ key, row }: PlaceRow, point: Position): string {
    const known = this.#byKey.get(key) ?? [];
    const same = known.find((place) => distanceKm(place.point, point) <= SAME_PLACE_KM);
    if (same !== undefined) return same.code;
    const code = known.length === 0 ? key : `${key} ${known.length + 1}`;
    this.#byKey.set(key, [...known, { code, point, row }]);
    const [first] = known;
    if (first !== undefined)
      this.#remarks.add('place/same-key', () => ({
        message:
          `${key} is ${Math.round(distanceKm(first.point, point))} km from where line ${first.row.line} has it; it was ` +
          `taken as another place with the code ${code}.`,
        at: { line: row.line, region: code },
        found: point.join(', '),
      }));
    return code;
  }

  list(): Place[] {
    return [...this.#byKey.values()].flat();
  }

  /** Places that lie on one another hide one another. */
  tellSamePoints(): void {
    const first = new Map<string, Place>();
    for (const place of this.list()) {
      const position = place.point.join(' ');
      const known = first.get(position);
      if (known === undefined) first.set(position, place);
      else
        this.#remarks.add('place/same-point', () => ({
          message: `${place.code} has the coordinates of ${known.code} in line ${known.row.line}; one circle lies on the other.`,
          at: { line: place.row.line, region: place.code },
          found: place.point.join(', '),
        }));
    }
  }
}
