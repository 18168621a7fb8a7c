import { linkWidth } from '../../geodata/model/link-width.ts';
import type { Speech } from '../i18n/dictionary.ts';
import { centreRadius } from '../map/centre-layers.ts';
import type { MapPalette } from '../map/palette.ts';
import { classRange } from '../panels/class-range.ts';
import { linkSamples, weightWithUnit } from '../panels/link-samples.ts';
import { shadeOf } from '../../geodata/model/class-shades.ts';
import { clusterKinds } from '../plate/clusters.ts';
import { isDotted, type Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';

/** What stands before the words of a line of the key. */
export type KeySign =
  | { kind: 'box'; fill: string }
  | { kind: 'circle'; radius: number; fill: string; eye: string | null }
  /** A line across, or pieces of one. */
  | { kind: 'line'; width: number; fill: string; pieces: number };

/** A line of the key; without a sign a heading or a remark, with null a blank line. */
export interface KeyLine {
  sign: KeySign | null;
  label: string;
  strong: boolean;
}

const signed = (sign: KeySign, label: string): KeyLine => ({ sign, label, strong: false });
const remark = (label: string): KeyLine => ({ sign: null, label, strong: false });
const heading = (label: string): KeyLine => ({ sign: null, label, strong: true });

/** The key to a sheet: colours from the highest class down, then centres, links and groups, as far as they are drawn. */
export function sheetKey(plate: Plate, palette: MapPalette, speech: Speech): KeyLine[] {
  const parts = [
    colors(plate, palette, speech),
    centres(plate, palette, speech),
    links(plate, palette, speech),
    groups(plate, palette, speech),
  ].filter((part) => part.length > 0);
  return parts.flatMap((part, place) => (place === 0 ? part : [remark(''), ...part]));
}

function colors(plate: Plate, palette: MapPalette, speech: Speech): KeyLine[] {
  const { shown, marks, frame } = plate;
  const { texts } = speech;
  if (shown === null) return [];
  const ramp = palette.ramps[shown.ramp];
  const count = shown.breaks.length + 1;
  const box = (fill: string, label: string): KeyLine => signed({ kind: 'box', fill }, label);
  const classes =
    shown.ramp === 'clusters'
      ? clusterKinds.map((kind, shade) => box(ramp[shade]!, texts.clusters[kind]))
      : Array.from({ length: count }, (_, place) =>
          box(ramp[shadeOf(place, count)]!, classRange(speech, shown, place)),
        ).reverse();
  const dotted = frame.some((row) => isDotted(plate, row));
  const dots = shown.ramp === 'clusters' ? texts.clusters.weak : texts.legend.marked;
  return [
    ...classes,
    ...(marks.some(({ shade }) => shade === null) ? [box(palette.noData, texts.legend.noData)] : []),
    ...(dotted ? [remark(`• ${dots}`)] : []),
    ...(plate.allMarked && shown.ramp !== 'clusters' ? [remark(texts.legend.allMarked)] : []),
  ];
}

function centres({ state, catalog }: Plate, palette: MapPalette, { local }: Speech): KeyLine[] {
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  if (scheme === undefined || !drawnOverlays(state).includes('centres')) return [];
  return [
    heading(local(scheme.name)),
    ...scheme.tiers
      .filter(({ rank }) => scheme.centres.some((centre) => centre.rank === rank))
      .map(({ rank, name }) =>
        signed(
          {
            kind: 'circle',
            radius: centreRadius(rank),
            fill: palette.centre,
            eye: rank <= 2 ? palette.casing : null,
          },
          local(name),
        ),
      ),
  ];
}

function links({ network, state, catalog }: Plate, palette: MapPalette, speech: Speech): KeyLine[] {
  const { texts, local } = speech;
  const entry = catalog.networks.find(({ id }) => id === state.network);
  if (network === null || entry === undefined || !drawnOverlays(state).includes('flows')) return [];
  const strongest = entry.weight.extent[1];
  return [
    heading([local(entry.name), network.document.year].filter(Boolean).join(' ')),
    ...linkSamples(entry.weight.extent).map((weight) =>
      signed(
        { kind: 'line', width: linkWidth(weight, strongest), fill: palette.flow, pieces: 1 },
        weightWithUnit(speech, weight, entry.weight.unit),
      ),
    ),
    remark(texts.legend[entry.basis]),
  ];
}

function groups({ state }: Plate, palette: MapPalette, { texts }: Speech): KeyLine[] {
  const overlays = drawnOverlays(state);
  const line = (width: number, fill: string, pieces: number, label: string): KeyLine =>
    signed({ kind: 'line', width, fill, pieces }, label);
  return [
    ...(overlays.includes('agglomerations')
      ? [line(1.75, palette.selection, 3, texts.settings.agglomerations)]
      : []),
    ...(overlays.includes('corridors') ? [line(5, palette.corridor, 1, texts.settings.corridors)] : []),
  ];
}
