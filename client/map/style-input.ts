import type { LevelEntry, NetworkEntry, TilesetEntry } from '../../geodata/model/catalog.ts';
import type { EqualAreaPlane } from '../../geodata/model/equal-area-plane.ts';
import type { Language } from '../../geodata/model/text.ts';
import type { Ramp } from '../plate/shown.ts';
import type { OverlayId, RegionReference } from '../state/view-state.ts';
import type { GroupPoint } from './group-points.ts';
import type { LinkNode } from './link-nodes.ts';
import type { MapPalette, Theme } from './palette.ts';

/** Everything the style depends on. Values and years are not among it: they are painted by feature-state. */
export interface StyleInput {
  /** URL of the service, absolute, with a closing slash. */
  base: string;
  tilesets: readonly TilesetEntry[];
  /** The plane that the tiles are cut in; null for Web Mercator. */
  plane: EqualAreaPlane | null;
  levels: readonly LevelEntry[];
  /** Level whose regions are coloured. */
  level: string;
  overlays: readonly OverlayId[];
  scheme: string | null;
  network: NetworkEntry | null;
  /** Year of the links that are drawn; null where they have no time. */
  linkYear: number | null;
  /** Ranks of the links that are drawn; 1 is the strongest of the network and year. */
  linkRanks: readonly number[];
  /** Ends of the drawn links, strongest first. */
  nodes: readonly LinkNode[];
  /** Names of the groups of regions that are drawn. */
  groups: readonly GroupPoint[];
  /** Region whose links stand out, and which is outlined if it is of another level than the one shown. */
  selected: RegionReference | null;
  language: Language;
  theme: Theme;
  palette: MapPalette;
  /** Whether circles of places are sized by their value: then the largest need room for their names. */
  placesBySize: boolean;
  /** Which colours of the palette the regions have. */
  ramp: Ramp;
}

/** Where a vector layer is found. */
export interface LayerAddress {
  source: string;
  'source-layer': string;
}
