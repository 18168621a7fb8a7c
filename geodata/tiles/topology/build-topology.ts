import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { encodeAttributes } from '../encode/attributes.ts';
import { NO_GROUP, POINT, POLYGON, type ArcTable, type EdgeTable, type LayerTable } from '../bake-model.ts';
import { shareZooms } from '../feature-zooms.ts';
import type { FlatLayer } from '../flat-layer.ts';
import { growingInt32 } from '../growing-array.ts';
import type { GeometryColumns } from '../read/geometry-columns.ts';
import {
  shareFloat64,
  shareInt32,
  sharedInt32,
  sharedUint32,
  sharedUint8,
  shareUint32,
  shareUint8,
} from '../shared-arrays.ts';
import { ArcBuilder, type Arcs } from './arc-builder.ts';
import { joinArcs } from './join-arcs.ts';
import { findJunctions } from './junctions.ts';
import { matchParallelArcs, substituteArcs } from './match-arcs.ts';
import { roundingTolerance } from './precision.ts';
import type { RingReferences } from './ring-references.ts';

/** How far apart two lines of one border may be; 'auto' goes by the precision of the coordinates. */
export type SnapTolerance = number | 'auto';

/**
 * Turns flat layers into arcs and references to them. Rings of coverage layers are cut where borders meet, and
 * every border is stored once, also where layers share it (provinces and their cities). Other rings and lines
 * become arcs of their own.
 */
export function buildTopology(
  layers: readonly FlatLayer[],
  snap: SnapTolerance,
): { arcs: ArcTable; tables: LayerTable[]; diagnostics: Diagnostic[] } {
  const coverage = layers.filter((layer) => layer.coverage).map((layer) => layer.geometry);
  const junctions = findJunctions(coverage);
  const vertices = layers.reduce((sum, { geometry }) => sum + geometry.x.length, 0);
  const builder = new ArcBuilder(junctions, vertices);

  // Shared rings first, so that their arcs have the lowest numbers.
  const references = growingInt32();
  const ringStart: number[] = [0];
  for (const [i, geometry] of coverage.entries()) {
    forEachPart(geometry, (part, kind) => {
      if (kind !== POLYGON) return;
      builder.addSharedRing(geometry, junctions.base[i]!, part, references);
      ringStart.push(references.length);
    });
  }
  const sharedArcs = builder.arcs;
  const own = layers.map((layer) => addOwnArcs(builder, layer));

  const tolerance = snap === 'auto' ? roundingTolerance(coverage) : snap;
  const rings = { start: Uint32Array.from(ringStart), reference: references.finish() };
  const cleaned = clean(builder.finish(), sharedArcs, rings, tolerance);
  const tables = referToArcs(layers, own, cleaned);
  const { arcs } = cleaned;
  return {
    arcs: {
      start: shareUint32(arcs.start),
      x: arcs.x,
      y: arcs.y,
      level: sharedUint8(arcs.x.length),
      group: groupArcs(layers, own, cleaned),
    },
    tables,
    diagnostics: cleaned.matched === 0 ? [] : [matchedBorders(layers, cleaned.matched, cleaned.total)],
  };
}

interface CleanedArcs {
  arcs: Arcs;
  rings: RingReferences;
  /** New number of every arc before cleaning that is no shared one. */
  renumbered: Int32Array;
  matched: number;
  total: number;
}

function clean(arcs: Arcs, sharedArcs: number, rings: RingReferences, tolerance: number): CleanedArcs {
  if (sharedArcs === 0) {
    const renumbered = Int32Array.from({ length: arcs.start.length - 1 }, (_, arc) => arc);
    return { arcs, rings, renumbered, matched: 0, total: 0 };
  }
  const { substitute, matched } = matchParallelArcs(arcs, sharedArcs, rings, tolerance);
  const substituted = matched > 0 ? substituteArcs(rings, substitute) : rings;
  return { ...joinArcs(arcs, sharedArcs, substituted), matched, total: sharedArcs };
}

/** Arcs of parts that share nothing, by part; shared rings and points have none. */
function addOwnArcs(builder: ArcBuilder, { geometry, coverage }: FlatLayer): Int32Array {
  const own = new Int32Array(geometry.partIsHole.length).fill(-1);
  forEachPart(geometry, (part, kind) => {
    if (kind === POINT || (kind === POLYGON && coverage)) return;
    own[part] = builder.addOwnArc(geometry, part, kind === POLYGON);
  });
  return own;
}

/** Says which arcs must not cross each other. */
function groupArcs(
  layers: readonly FlatLayer[],
  own: readonly Int32Array[],
  { arcs, renumbered }: CleanedArcs,
): Int32Array {
  const group = sharedInt32(arcs.start.length - 1);
  let next = 1;
  for (const [i, { geometry }] of layers.entries()) {
    for (let feature = 0; feature < geometry.featureKind.length; feature++, next++) {
      const kind = geometry.featureKind[feature]!;
      for (let part = geometry.featurePart[feature]!; part < geometry.featurePart[feature + 1]!; part++) {
        const arc = own[i]![part]!;
        if (arc >= 0) group[renumbered[arc]!] = kind === POLYGON ? next : NO_GROUP;
      }
    }
  }
  return group;
}

function referToArcs(
  layers: readonly FlatLayer[],
  own: readonly Int32Array[],
  { rings, renumbered }: CleanedArcs,
): LayerTable[] {
  let ring = 0;
  return layers.map((layer, i) => {
    const { geometry } = layer;
    const partArc = sharedUint32(geometry.partIsHole.length + 1);
    const references = growingInt32();
    forEachPart(geometry, (part, kind) => {
      if (kind === POLYGON && layer.coverage) {
        for (let k = rings.start[ring]!; k < rings.start[ring + 1]!; k++)
          references.push(rings.reference[k]!);
        ring++;
      } else if (kind !== POINT) references.push(renumbered[own[i]![part]!]!);
      partArc[part + 1] = references.length;
    });
    return {
      id: layer.id,
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      buffer: layer.buffer,
      edges: layer.edges && shareEdges(layer.edges),
      follows: layer.follows ?? null,
      weight: layer.weight && shareFloat64(layer.weight),
      zooms: layer.zooms && shareZooms(layer.zooms),
      featureId: shareFloat64(geometry.featureId),
      featureKind: shareUint8(geometry.featureKind),
      featurePart: shareUint32(geometry.featurePart),
      partIsHole: shareUint8(geometry.partIsHole),
      partBox: shareInt32(geometry.partBox),
      partSize: partSizes(geometry),
      partArc,
      arcReference: shareInt32(references.finish()),
      attributes: encodeAttributes(layer.attributes, layer.encodings),
    };
  });
}

const shareEdges = ({ curve, bend, fromX, fromY, toX, toY }: EdgeTable): EdgeTable => ({
  curve,
  bend,
  fromX: shareInt32(fromX),
  fromY: shareInt32(fromY),
  toX: shareInt32(toX),
  toY: shareInt32(toY),
});

function forEachPart(
  { featureKind, featurePart }: GeometryColumns,
  act: (part: number, kind: number) => void,
): void {
  for (let feature = 0; feature < featureKind.length; feature++) {
    for (let part = featurePart[feature]!; part < featurePart[feature + 1]!; part++)
      act(part, featureKind[feature]!);
  }
}

function partSizes({ partStart }: GeometryColumns): Uint32Array {
  const sizes = sharedUint32(partStart.length - 1);
  for (let part = 0; part < sizes.length; part++) sizes[part] = partStart[part + 1]! - partStart[part]!;
  return sizes;
}

function matchedBorders(layers: readonly FlatLayer[], matched: number, total: number): Diagnostic {
  const path = layers
    .filter((layer) => layer.coverage)
    .map((layer) => layer.id)
    .join(', ');
  const message =
    `Layer ${path}: ${matched} of ${total} pieces of border ran along two lines, nearer than the precision of ` +
    'the coordinates; both neighbours now share one.';
  return diagnostic('boundary/repaired', message, { at: { path }, count: matched });
}
