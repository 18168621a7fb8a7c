import { isDotted, type Plate } from '../plate/plate.ts';
import type { RegionDrawing } from './field.ts';

/** Which region is pointed at, on the map or in a table. */
export interface RegionHighlight {
  /** Row of the register. */
  hovered: number | null;
}

/** How every region of a plate is drawn, by feature id. */
export function drawingsOf(plate: Plate, { hovered }: RegionHighlight): Map<number, RegionDrawing> {
  const { register, marks, frame, state, level } = plate;
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
      },
    ]),
  );
}
