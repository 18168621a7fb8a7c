import type { FeatureColumn, FeatureRow, UniformGeometry } from '../model/feature-table.ts';
import type { Position } from '../model/geometry.ts';
import { cellJson } from './number-text.ts';

/** Digits after the point: a centimetre, finer than any boundary we read. */
const DECIMALS = 7;

/** One row as a GeoJSON feature (RFC 7946 §3.2) on one line. */
export function featureText(row: FeatureRow, columns: readonly FeatureColumn[]): string {
  const members = columns.map(
    ({ name, type }, index) => `${JSON.stringify(name)}:${cellJson(row.values[index] ?? null, type)}`,
  );
  const geometry = row.geometry === null ? 'null' : geometryText(row.geometry);
  return `{"type":"Feature","id":${row.id},"properties":{${members.join(',')}},"geometry":${geometry}}`;
}

function geometryText(geometry: UniformGeometry): string {
  return `{"type":"${geometry.type}","coordinates":${coordinatesText(geometry)}}`;
}

function coordinatesText(geometry: UniformGeometry): string {
  if (geometry.type === 'Point') return positionText(geometry.coordinates);
  if (geometry.type === 'MultiLineString') return listText(geometry.coordinates, lineText);
  return listText(geometry.coordinates, (rings) => listText(rings, lineText));
}

const lineText = (positions: Position[]): string => listText(positions, positionText);

const positionText = ([longitude, latitude]: Position): string => `[${round(longitude)},${round(latitude)}]`;

const listText = <Item>(items: readonly Item[], textOf: (item: Item) => string): string =>
  `[${items.map(textOf).join(',')}]`;

const scale = 10 ** DECIMALS;
const round = (degrees: number): number => Math.round(degrees * scale) / scale;
