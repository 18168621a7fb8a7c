import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import { classRange } from '../panels/class-range.ts';
import { subjectWords, yearWords } from '../panels/plate-words.ts';
import { shadeOf } from '../plate/classes.ts';
import { clusterKinds } from '../plate/clusters.ts';
import { isDotted, type Plate } from '../plate/plate.ts';

/** Something drawn on a sheet, in the sheet's own units. */
export type SheetMark =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string }
  | { kind: 'text'; x: number; y: number; text: string; size: number; strong: boolean; fill: string };

export interface SheetBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A printed plate: where the map stands, and everything around and upon it. */
export interface Sheet {
  width: number;
  height: number;
  ground: string;
  map: SheetBox;
  marks: SheetMark[];
}

/** A4 on its side, in units of a tenth of a millimetre or so. */
const width = 1600;
const height = 1131;
const margin = 48;
const titleHeight = 96;
const footHeight = 84;

/** Lays out a sheet for a plate: title above, key in the corner of the map, caption and sources below. */
export function layOutSheet(plate: Plate, palette: MapPalette, speech: Speech): Sheet {
  const map = {
    x: margin,
    y: margin + titleHeight,
    width: width - 2 * margin,
    height: height - 2 * margin - titleHeight - footHeight,
  };
  const text = (x: number, y: number, words: string, size: number, strong = false): SheetMark => ({
    kind: 'text',
    x,
    y,
    text: words,
    size,
    strong,
    fill: palette.label,
  });
  const { title, subtitle, foot } = sheetWords(plate, speech);
  const key = keyEntries(plate, palette, speech);
  const lineHeight = 30;
  const keyTop = map.y + map.height - key.length * lineHeight;
  return {
    width,
    height,
    ground: palette.background,
    map,
    marks: [
      text(margin, margin + 34, title, 36, true),
      text(margin, margin + 72, subtitle, 21),
      ...key.flatMap(({ fill, label }, place): SheetMark[] => {
        const y = keyTop + place * lineHeight;
        return [
          { kind: 'rect', x: map.x, y, width: 44, height: lineHeight - 2, fill },
          text(map.x + 56, y + 21, label, 19),
        ];
      }),
      ...foot.map((line, place) => text(margin, height - margin - (foot.length - 1 - place) * 24, line, 16)),
    ],
  };
}

/** What a sheet says in words; every picture carries the caption, the credits and the sources. */
export function sheetWords(
  plate: Plate,
  speech: Speech,
): { title: string; subtitle: string; foot: string[] } {
  const { catalog, shown, coverage, level, parents, state } = plate;
  const { local, language, texts } = speech;
  const { captions } = catalog;
  const within = parents?.code.indexOf(state.within ?? '') ?? -1;
  const place = within === -1 ? local(catalog.title) : parents!.name[language][within]!;
  const unit = shown === null ? '' : local(shown.unit);
  const sources = catalog.sources
    .filter(({ id }) => coverage?.sources.includes(id))
    .map(({ title, publisher, year }) => `${local(publisher)}, ${local(title)} (${year})`);
  const approval = captions.mapApproval === null ? '' : `${texts.map.approval} ${captions.mapApproval}`;
  return {
    title: [subjectWords(plate, speech), yearWords(plate)].filter(Boolean).join('  '),
    subtitle: [place, local(level.name), unit].filter(Boolean).join(' · '),
    foot: [
      [local(captions.map), approval, ...captions.credits.map(local)].filter(Boolean).join(' · '),
      `${texts.sources.title}: ${sources.join('; ')}`,
    ],
  };
}

/** The key as colours and words, from the highest class down. */
function keyEntries(plate: Plate, palette: MapPalette, speech: Speech): { fill: string; label: string }[] {
  const { shown, marks, frame } = plate;
  const { texts } = speech;
  if (shown === null) return [];
  const colors = palette.ramps[shown.ramp];
  const count = shown.breaks.length + 1;
  const classes =
    shown.ramp === 'clusters'
      ? clusterKinds.map((kind, shade) => ({ fill: colors[shade]!, label: texts.clusters[kind] }))
      : Array.from({ length: count }, (_, place) => ({
          fill: colors[shadeOf(place, count)]!,
          label: classRange(speech, shown, place),
        })).reverse();
  const dotted = frame.some((row) => isDotted(plate, row));
  const dots = shown.ramp === 'clusters' ? texts.clusters.weak : texts.legend.marked;
  return [
    ...classes,
    ...(marks.some(({ shade }) => shade === null)
      ? [{ fill: palette.noData, label: texts.legend.noData }]
      : []),
    ...(dotted ? [{ fill: 'transparent', label: `• ${dots}` }] : []),
    ...(plate.allMarked && shown.ramp !== 'clusters'
      ? [{ fill: 'transparent', label: texts.legend.allMarked }]
      : []),
  ];
}
