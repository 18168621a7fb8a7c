import { isDotted, type Plate } from '../plate/plate.ts';
import type { RegionDrawing } from './field.ts';
import type { Size } from './home-padding.ts';
import { placeScale } from './place-size.ts';

/** Which region is pointed at, on the map or in a table. */
export interface RegionHighlight {
  /** Row of the register. */
  hovered: number | null;
}

/** How every region of a plate is drawn on a map of some size, by feature id. */
export function drawingsOf(
  plate: Plate,
  { hovered }: RegionHighlight,
  size: Size,
): Map<number, RegionDrawing> {
  const { register, marks, frame, state, level } = plate;
  const scale = level.points === true ? placeScale(plate, size) : null;
  const inside = new Set(frame);
  const selectedCode = state.selected?.level === level.id ? state.selected.code : null;
  return new Map(
    register.id.map((id, row) => [
      id,
      {
        shade: plate.column === null ? -2 : (marks[row]!.shade ?? -1),
        marked: isDotted(plate, row),
        outside: !inside.has(row),
        hovered: row === hovered,
        selected: register.code[row] === selectedCode,
        ...(scale === null ? {} : { radius: scale.radius(marks[row]!.value) }),
      },
    ]),
  );
}
