import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import { subjectWords, yearWords } from '../panels/plate-words.ts';
import type { Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';
import { sheetKey, type KeySign } from './sheet-key.ts';

/** Something drawn on a sheet, in the sheet's own units. */
export type SheetMark =
  | { kind: 'rect'; x: number; y: number; width: number; height: number; fill: string }
  | { kind: 'circle'; x: number; y: number; radius: number; fill: string }
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
/** Of the foot: the distance to the map, a line, and the size of its letters. */
const footDistance = 36;
const footLine = 24;
const footSize = 16;
/** Of the key. */
const lineHeight = 30;
const signWidth = 44;

/** Lays out a sheet for a plate: title above, key in the corner of the map, caption and sources below. */
export function layOutSheet(plate: Plate, palette: MapPalette, speech: Speech): Sheet {
  const { title, subtitle, foot } = sheetWords(plate, speech);
  const footLines = foot.flatMap((line) => wrapped(line, (width - 2 * margin) / footSize));
  const footHeight = footDistance + footLine * footLines.length;
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
  const key = sheetKey(plate, palette, speech);
  const keyTop = map.y + map.height - key.length * lineHeight;
  return {
    width,
    height,
    ground: palette.background,
    map,
    marks: [
      text(margin, margin + 34, title, 36, true),
      text(margin, margin + 72, subtitle, 21),
      ...key.flatMap(({ sign, label, strong }, place): SheetMark[] => {
        const y = keyTop + place * lineHeight;
        return sign === null
          ? [text(map.x, y + 21, label, 19, strong)]
          : [...signMarks(sign, map.x, y), text(map.x + signWidth + 12, y + 21, label, 19)];
      }),
      ...footLines.map((line, place) =>
        text(margin, height - margin - (footLines.length - 1 - place) * footLine, line, footSize),
      ),
    ],
  };
}

/** A sign of the key at the left of its line. */
function signMarks(sign: KeySign, x: number, y: number): SheetMark[] {
  if (sign.kind === 'box')
    return [{ kind: 'rect', x, y, width: signWidth, height: lineHeight - 2, fill: sign.fill }];
  const middle = y + lineHeight / 2 - 1;
  if (sign.kind === 'circle') {
    const at = { kind: 'circle', x: x + signWidth / 2, y: middle } as const;
    return [
      { ...at, radius: sign.radius, fill: sign.fill },
      ...(sign.eye === null ? [] : [{ ...at, radius: 0.36 * sign.radius, fill: sign.eye }]),
    ];
  }
  const { pieces, width: thickness, fill } = sign;
  const step = signWidth / pieces;
  return Array.from({ length: pieces }, (_, place) => ({
    kind: 'rect',
    x: x + place * step,
    y: middle - thickness / 2,
    width: pieces === 1 ? step : 0.7 * step,
    height: thickness,
    fill,
  }));
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
  const drawn = new Set([...(coverage?.sources ?? []), ...overlaySources(plate)]);
  const sources = catalog.sources
    .filter(({ id }) => drawn.has(id))
    .map(
      ({ title, publisher, year }) =>
        `${local(publisher)}${texts.comma}${local(title)}${texts.bracketed(year)}`,
    );
  const approval = captions.mapApproval === null ? '' : `${texts.map.approval} ${captions.mapApproval}`;
  return {
    title: [subjectWords(plate, speech), yearWords(plate)].filter(Boolean).join('  '),
    subtitle: [place, local(level.name), unit].filter(Boolean).join(' · '),
    foot: [
      [local(captions.map), approval, ...captions.credits.map(local)].filter(Boolean).join(' · '),
      `${texts.sources.title}${texts.colon}${sources.join(texts.semicolon)}`,
    ],
  };
}

/** Sources of what lies over the colours. */
function overlaySources({ state, catalog }: Plate): string[] {
  const overlays = drawnOverlays(state);
  return [
    ...(overlays.includes('centres')
      ? [catalog.tiers.find(({ id }) => id === state.scheme)?.source ?? '']
      : []),
    ...(overlays.includes('flows')
      ? (catalog.networks.find(({ id }) => id === state.network)?.sources ?? [])
      : []),
    ...(overlays.includes('agglomerations') ? (catalog.agglomerations?.[0]?.sources ?? []) : []),
    ...(overlays.includes('corridors') ? (catalog.corridors?.[0]?.sources ?? []) : []),
  ];
}

/** Breaks a line between words, so that none is longer than so many ideographs; Latin letters take less than one. */
function wrapped(line: string, longest: number): string[] {
  const widthOf = (words: string): number =>
    Array.from(words, (letter) => (letter > '\u2e7f' ? 1 : 0.6)).reduce((sum, width) => sum + width, 0);
  const lines: string[] = [];
  for (const part of line.split(/(?<=[ ，；])/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + part) <= longest) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  // What separates two parts has nothing to separate at the end of a line.
  return lines.map((each) => each.replace(/[ ·]+$/, ''));
}
