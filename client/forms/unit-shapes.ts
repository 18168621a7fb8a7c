import type { MapPalette } from '../map/palette.ts';
import { isDotted, type Plate } from '../plate/plate.ts';
import type { FormUnit } from './form-layout.ts';

/** Circles or squares. */
export type UnitForm = 'circles' | 'squares';

/** A part of a region's circle or square: all of it, or half where two years are compared. */
export interface UnitPart {
  /** SVG path data about the unit's own middle. */
  path: string;
  /** Null without data: hatched. */
  fill: string | null;
  dotted: boolean;
}

const whole: Record<UnitForm, (size: number) => string> = {
  circles: (r) => `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`,
  squares: (s) => `M${-s} ${-s}H${s}V${s}H${-s}Z`,
};

const leftHalf: Record<UnitForm, (size: number) => string> = {
  circles: (r) => `M0 ${-r}A${r} ${r} 0 0 0 0 ${r}Z`,
  squares: (s) => `M0 ${-s}H${-s}V${s}H0Z`,
};

const rightHalf: Record<UnitForm, (size: number) => string> = {
  circles: (r) => `M0 ${-r}A${r} ${r} 0 0 1 0 ${r}Z`,
  squares: (s) => `M0 ${-s}H${s}V${s}H0Z`,
};

const digits = (size: number): number => Number(size.toFixed(2));

/** What is drawn of a region: the earlier of two years on the left, the later on the right. */
export function unitParts(
  plate: Plate,
  { row, size, earlierSize }: FormUnit,
  form: UnitForm,
  palette: MapPalette,
): UnitPart[] {
  const part = (each: Plate, path: string): UnitPart => {
    const { shade } = each.marks[row]!;
    const fill = shade === null ? null : palette.ramps[each.shown?.ramp ?? 'sequential'][shade]!;
    return { path, fill, dotted: isDotted(each, row) };
  };
  const { earlier } = plate;
  if (earlier === null) return [part(plate, whole[form](digits(size)))];
  return [part(earlier, leftHalf[form](digits(earlierSize))), part(plate, rightHalf[form](digits(size)))];
}
