import type { ExpressionSpecification } from 'maplibre-gl';
import type { FieldOf } from '../../geodata/layers/declarations.ts';
import type { LayerDeclaration } from '../../geodata/model/layer.ts';

/** Reads fields of one layer in expressions; a field that the layer does not declare does not compile. */
export const fieldsOf =
  <Declaration extends LayerDeclaration>(_layer: Declaration) =>
  (name: FieldOf<Declaration>): ExpressionSpecification => ['get', name];

/** What the client knows about a region beyond its tile, set by feature-state. */
export interface RegionDrawing {
  /** Place on the colour scale, −1 for no data, −2 where no indicator is shown. */
  shade: number;
  /** The value is an estimate. */
  marked: boolean;
  /** Outside the frame that table and curve are about. */
  outside: boolean;
  hovered: boolean;
  selected: boolean;
  /** Of its circle in pixels, where it is a point; left out where it is an area. */
  radius?: number;
}

/** Reads a drawing attribute in an expression; null where none was set. */
export const drawn = (name: keyof RegionDrawing): ExpressionSpecification => ['feature-state', name];

/** `opacity` where the attribute is set, nothing elsewhere. */
export const whereDrawn = (
  name: 'marked' | 'outside' | 'hovered' | 'selected',
  opacity = 1,
): ExpressionSpecification => ['case', ['==', drawn(name), true], opacity, 0];
