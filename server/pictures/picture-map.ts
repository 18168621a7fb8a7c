import type { FieldValue } from '../../geodata/model/layer.ts';
import type { Language, LocalText } from '../../geodata/model/text.ts';

/** How one feature is drawn; sizes in CSS pixels. Of marks with an order the higher ones lie on top. */
export type Mark =
  | { kind: 'area'; fill: string; opacity?: number }
  | { kind: 'line'; stroke: string; width: number; opacity?: number; order?: number }
  | { kind: 'circle'; radius: number; fill: string; order: number }
  /** A triangle that points to a bearing, in degrees clockwise from north. */
  | { kind: 'head'; size: number; bearing: number; fill: string; order: number }
  /** Placed where there is room, the lowest order first. */
  | { kind: 'name'; text: string; size: number; order: number };

export type Properties = Readonly<Record<string, FieldValue>>;

/** What a map draws of one vector layer, from the bottom to the top; null leaves a feature out. */
export interface PictureLayer {
  layer: string;
  /** Zoom from which it is drawn, as MapLibre counts them: the world is 512 · 2^zoom pixels wide. */
  minzoom: number;
  draw: (properties: Properties, zoom: number) => Mark | null;
}

export type LegendEntry = { label: string } &
  /** What the entries below it are about. */
  (
    | { kind: 'heading' }
    | { kind: 'area'; fill: string; outline: string }
    | { kind: 'line'; stroke: string; width: number }
    | { kind: 'circle'; fill: string; radius: number }
  );

/** A map that is drawn without a browser. */
export interface PictureMap {
  /** Its segment in URLs. */
  id: string;
  title: LocalText;
  language: Language;
  /** Colour under everything; null leaves tiles of it transparent, to be laid over other maps. */
  background: string | null;
  layers: PictureLayer[];
  legend: LegendEntry[];
  /** What must stand on a picture, next to the caption of the atlas: that links are modelled, for instance. */
  statements: string[];
}
