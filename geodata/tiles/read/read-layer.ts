import { AtlasError } from '../../model/atlas-error.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Geometry, Position } from '../../model/geometry.ts';
import type { Layer, LayerFeature } from '../../model/layer.ts';
import { collectDeclared } from '../encode/attributes.ts';
import { LINE, POINT, POLYGON, type GeometryKind } from '../bake-model.ts';
import { ANY_ZOOM, type FeatureZooms } from '../feature-zooms.ts';
import type { FlatLayer } from '../flat-layer.ts';
import { latitudeToY, longitudeToX, MAX_LONGITUDE } from '../world-grid.ts';
import { GeometryBuilder } from './geometry-builder.ts';
import { kindOfGeometryType } from './geometry-kind.ts';
import { RemarkSummary } from './remarks.ts';

const kinds: Record<Layer['geometry'], GeometryKind> = { point: POINT, line: LINE, polygon: POLYGON };

/** Reads the features of a layer that is already in memory, and says what could not be drawn as it was given. */
export function readLayer(layer: Layer): { flat: FlatLayer; diagnostics: Diagnostic[] } {
  const builder = new GeometryBuilder();
  for (const feature of layer.features) {
    if (!Number.isSafeInteger(feature.id) || feature.id < 0) {
      throw invalid(layer, feature, `the id is ${feature.id}; expected a whole number from 0 to 2^53 − 1`);
    }
    const kind = kindOfGeometryType(feature.geometry.type);
    if (kind !== kinds[layer.geometry]) {
      throw invalid(
        layer,
        feature,
        `it is a ${feature.geometry.type}; the layer is declared ${layer.geometry}`,
      );
    }
    builder.startGeometry();
    addPositions(builder, feature.geometry, layer, feature);
    builder.startFeature(feature.id, kind);
    if (kind === POINT) builder.addPoints();
    else if (kind === LINE) builder.addLines();
    else builder.addPolygons();
  }
  const geometry = builder.finish();
  const remarks = new RemarkSummary();
  remarks.add(builder.remarks, geometry.featureId);
  const rows = layer.features.map((feature) => feature.properties);
  return {
    flat: {
      id: layer.id,
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      buffer: layer.buffer,
      coverage: layer.coverage,
      declared: layer.fields,
      geometry,
      attributes: collectDeclared(layer.id, layer.fields, rows),
      edges: null,
      weight: prioritiesOf(layer.features),
      zooms: zoomsOf(layer.features),
    },
    diagnostics: remarks.diagnostics(`Layer ${layer.id}`),
  };
}

const prioritiesOf = (features: readonly LayerFeature[]): Float64Array | null =>
  features.some(({ priority }) => priority !== undefined)
    ? Float64Array.from(features, ({ priority }) => priority ?? Number.NaN)
    : null;

function zoomsOf(features: readonly LayerFeature[]): FeatureZooms | null {
  if (features.every(({ minzoom, maxzoom }) => minzoom === undefined && maxzoom === undefined)) return null;
  return {
    min: Uint8Array.from(features, ({ minzoom }) => minzoom ?? 0),
    max: Uint8Array.from(features, ({ maxzoom }) => maxzoom ?? ANY_ZOOM),
  };
}

function addPositions(
  builder: GeometryBuilder,
  geometry: Geometry,
  layer: Layer,
  feature: LayerFeature,
): void {
  const addRow = (positions: readonly Position[]): void => {
    for (const [longitude, latitude] of positions) {
      // The negated comparisons are true for NaN and for positions that are cut short.
      if (!(Math.abs(longitude) <= MAX_LONGITUDE) || !(Math.abs(latitude) <= 90)) {
        throw invalid(
          layer,
          feature,
          `it has the position [${longitude}, ${latitude}]; expected longitude and latitude in degrees`,
        );
      }
      builder.x.push(longitudeToX(longitude));
      builder.y.push(latitudeToY(latitude));
    }
    builder.endRow();
  };
  const addGroup = (rows: readonly (readonly Position[])[]): void => {
    for (const row of rows) addRow(row);
    builder.endGroup();
  };
  switch (geometry.type) {
    case 'Point':
      addRow([geometry.coordinates]);
      break;
    case 'LineString':
      addRow(geometry.coordinates);
      break;
    case 'MultiLineString':
    case 'Polygon':
      addGroup(geometry.coordinates);
      break;
    case 'MultiPolygon':
      for (const rings of geometry.coordinates) addGroup(rings);
  }
}

const invalid = (layer: Layer, feature: LayerFeature, problem: string): AtlasError =>
  new AtlasError('invalid-data', `Feature ${feature.id} of layer ${layer.id} cannot be drawn: ${problem}.`, {
    at: layer.id,
  });
