import { AtlasError } from '../model/atlas-error.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { Position } from '../model/geometry.ts';
import type { Layer, LayerFeature } from '../model/layer.ts';
import { closeOverPole, unwrapLongitudes, type Track } from './antimeridian.ts';
import { encodeAttributes } from './attributes.ts';
import { LINE, POINT, POLYGON, type GeometryKind } from './bake-model.ts';
import { FlatGeometry, type FlatLayer } from './flat-layer.ts';
import { latitudeToY, longitudeToX, WORLD } from './world-grid.ts';

/** What reading did to geometries, counted per layer. */
interface Remarks {
  unwrapped: number;
  emptyParts: number;
  /** Polygons without any area, drawn as dots. */
  dots: number[];
  emptyFeatures: number[];
}

const kinds: Record<Layer['geometry'], GeometryKind> = { point: POINT, line: LINE, polygon: POLYGON };

/** Projects the features of a layer to the world grid, and says what could not be drawn as it was given. */
export function flattenLayer(layer: Layer): { flat: FlatLayer; diagnostics: Diagnostic[] } {
  const geometry = new FlatGeometry();
  const remarks: Remarks = { unwrapped: 0, emptyParts: 0, dots: [], emptyFeatures: [] };
  for (const feature of layer.features) {
    if (!Number.isSafeInteger(feature.id) || feature.id < 0) {
      throw invalid(layer, feature, `the id is ${feature.id}; expected a whole number from 0 to 2^53 − 1`);
    }
    geometry.startFeature(feature.id);
    if (!addGeometry(geometry, layer, feature, remarks)) remarks.emptyFeatures.push(feature.id);
  }
  const flat: FlatLayer = {
    id: layer.id,
    kind: kinds[layer.geometry],
    coverage: layer.coverage,
    minzoom: layer.minzoom,
    maxzoom: layer.maxzoom,
    buffer: layer.buffer,
    ...geometry.finish(),
    attributes: encodeAttributes(
      layer.id,
      layer.fields,
      layer.features.map((feature) => feature.properties),
    ),
  };
  return { flat, diagnostics: remarksToDiagnostics(layer, remarks) };
}

/** Adds all parts of one feature; false where nothing of it can be drawn. */
function addGeometry(into: FlatGeometry, layer: Layer, feature: LayerFeature, remarks: Remarks): boolean {
  const { geometry } = feature;
  const expected = {
    point: ['Point'],
    line: ['LineString', 'MultiLineString'],
    polygon: ['Polygon', 'MultiPolygon'],
  };
  if (!expected[layer.geometry].includes(geometry.type)) {
    throw invalid(layer, feature, `it is a ${geometry.type}; the layer is declared ${layer.geometry}`);
  }
  const track = (positions: Position[]): Track => readTrack(layer, feature, positions);
  switch (geometry.type) {
    case 'Point': {
      const { longitudes, latitudes } = track([geometry.coordinates]);
      into.startPart(false);
      into.vertex(modulo(longitudeToX(longitudes[0]!), WORLD), latitudeToY(latitudes[0]!));
      return true;
    }
    case 'LineString':
      return addLine(into, track(geometry.coordinates), remarks);
    case 'MultiLineString':
      return geometry.coordinates.map((line) => addLine(into, track(line), remarks)).includes(true);
    case 'Polygon':
      return addPolygons(into, [geometry.coordinates.map(track)], feature, remarks);
    case 'MultiPolygon':
      return addPolygons(
        into,
        geometry.coordinates.map((rings) => rings.map(track)),
        feature,
        remarks,
      );
    default:
      return false;
  }
}

/** Adds polygons; where none has an area, one ring is kept, which is drawn as a dot at every zoom. */
function addPolygons(
  into: FlatGeometry,
  polygons: Track[][],
  feature: LayerFeature,
  remarks: Remarks,
): boolean {
  if (polygons.map((rings) => addPolygon(into, rings, remarks)).includes(true)) return true;
  const ring = polygons.flat().find(({ longitudes }) => longitudes.length > 0);
  if (ring === undefined) return false;
  const vertices = project(ring);
  addPart(into, vertices, false, shiftIntoWorld(vertices));
  remarks.dots.push(feature.id);
  return true;
}

function addLine(into: FlatGeometry, track: Track, remarks: Remarks): boolean {
  remarks.unwrapped += unwrapLongitudes(track) > 0 ? 1 : 0;
  const vertices = project(track);
  if (vertices.length < 4) {
    remarks.emptyParts++;
    return false;
  }
  addPart(into, vertices, false, shiftIntoWorld(vertices));
  return true;
}

function addPolygon(into: FlatGeometry, tracks: Track[], remarks: Remarks): boolean {
  let outerBox: [west: number, east: number] | null = null;
  for (const [index, track] of tracks.entries()) {
    let closed = track;
    if (unwrapLongitudes(track) > 0) {
      remarks.unwrapped++;
      if (track.longitudes.at(-1) !== track.longitudes[0]) closed = closeOverPole(track);
    }
    const vertices = project(closed);
    // Rings are kept without the repeated last vertex.
    const last = vertices.length - 2;
    if (vertices.length > 2 && vertices[0] === vertices[last] && vertices[1] === vertices[last + 1]) {
      vertices.length -= 2;
    }
    const area = ringArea(vertices);
    if (area === 0) {
      remarks.emptyParts++;
      // Without its outer ring a polygon has nothing its holes could be cut from.
      if (index === 0) return false;
      continue;
    }
    // MVT 2.1 section 4.3.3.3: outer rings have a positive area with y downwards, holes a negative one.
    const isHole = index > 0;
    if (area < 0 !== isHole) reverseVertices(vertices);
    let shift = shiftIntoWorld(vertices);
    if (outerBox === null) {
      const [west, east] = horizontalRange(vertices);
      outerBox = [west + shift, east + shift];
    } else {
      const [west, east] = horizontalRange(vertices);
      while (west + shift < outerBox[0] && east + shift + WORLD <= outerBox[1]) shift += WORLD;
      while (east + shift > outerBox[1] && west + shift - WORLD >= outerBox[0]) shift -= WORLD;
    }
    addPart(into, vertices, isHole, shift);
  }
  return true;
}

/** Splits positions into longitudes and latitudes, refusing what is no place on earth. */
function readTrack(layer: Layer, feature: LayerFeature, positions: Position[]): Track {
  const longitudes: number[] = [];
  const latitudes: number[] = [];
  for (const [longitude, latitude] of positions) {
    // The negated comparisons are true for NaN and for positions that are cut short.
    if (!(Math.abs(longitude) <= 540) || !(Math.abs(latitude) <= 90)) {
      throw invalid(
        layer,
        feature,
        `it has the position [${longitude}, ${latitude}]; expected longitude and latitude in degrees`,
      );
    }
    longitudes.push(longitude);
    latitudes.push(latitude);
  }
  return { longitudes, latitudes };
}

/** Vertices on the world grid as x, y, x, y, …, none twice in a row. */
function project({ longitudes, latitudes }: Track): number[] {
  const vertices: number[] = [];
  for (let i = 0; i < longitudes.length; i++) {
    const x = longitudeToX(longitudes[i]!);
    const y = latitudeToY(latitudes[i]!);
    const end = vertices.length;
    if (end > 0 && vertices[end - 2] === x && vertices[end - 1] === y) continue;
    vertices.push(x, y);
  }
  return vertices;
}

function addPart(into: FlatGeometry, vertices: number[], isHole: boolean, shift: number): void {
  into.startPart(isHole);
  for (let i = 0; i < vertices.length; i += 2) into.vertex(vertices[i]! + shift, vertices[i + 1]!);
}

/** Whole worlds to add so that the west end lies in [0, WORLD). */
function shiftIntoWorld(vertices: number[]): number {
  const [west, east] = horizontalRange(vertices);
  // What touches the east edge of the world from within stays where it is.
  return west === WORLD && east === WORLD ? 0 : -Math.floor(west / WORLD) * WORLD;
}

function horizontalRange(vertices: number[]): [west: number, east: number] {
  let west = Infinity;
  let east = -Infinity;
  for (let i = 0; i < vertices.length; i += 2) {
    west = Math.min(west, vertices[i]!);
    east = Math.max(east, vertices[i]!);
  }
  return [west, east];
}

/** Twice the signed area; positive for rings that run clockwise on a map whose y points down. */
function ringArea(vertices: number[]): number {
  const count = vertices.length;
  let sum = 0;
  // Relative to the first vertex, so that the products stay exact for rings of usual size.
  for (let i = 2; i + 3 < count; i += 2) {
    sum +=
      (vertices[i]! - vertices[0]!) * (vertices[i + 3]! - vertices[1]!) -
      (vertices[i + 2]! - vertices[0]!) * (vertices[i + 1]! - vertices[1]!);
  }
  return sum;
}

function reverseVertices(vertices: number[]): void {
  for (let low = 0, high = vertices.length - 2; low < high; low += 2, high -= 2) {
    for (const axis of [0, 1]) {
      const kept = vertices[low + axis]!;
      vertices[low + axis] = vertices[high + axis]!;
      vertices[high + axis] = kept;
    }
  }
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by;

const invalid = (layer: Layer, feature: LayerFeature, problem: string): AtlasError =>
  new AtlasError('invalid-data', `Feature ${feature.id} of layer ${layer.id} cannot be drawn: ${problem}.`, {
    at: layer.id,
  });

function remarksToDiagnostics(layer: Layer, remarks: Remarks): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const path = layer.id;
  if (remarks.unwrapped > 0) {
    diagnostics.push(
      diagnostic(
        'boundary/repaired',
        `Layer ${path}: ${remarks.unwrapped} rings or lines step over more than 180° of longitude; ` +
          'read as crossings of the antimeridian.',
        { at: { path }, count: remarks.unwrapped },
      ),
    );
  }
  if (remarks.emptyParts > 0) {
    diagnostics.push(
      diagnostic(
        'boundary/repaired',
        `Layer ${path}: ${remarks.emptyParts} rings without area or lines without length were left out.`,
        { at: { path }, count: remarks.emptyParts },
      ),
    );
  }
  for (const id of remarks.dots) {
    diagnostics.push(
      diagnostic('boundary/repaired', `Feature ${id} of layer ${path} has no area; it is drawn as a dot.`, {
        at: { path, region: String(id) },
      }),
    );
  }
  for (const id of remarks.emptyFeatures) {
    diagnostics.push(
      diagnostic(
        'boundary/empty-geometry',
        `Feature ${id} of layer ${path} has nothing that could be drawn.`,
        {
          at: { path, region: String(id) },
        },
      ),
    );
  }
  return diagnostics;
}
