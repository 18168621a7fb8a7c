import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { BoundaryFeature } from '../model/geometry.ts';
import { readArea, type Repair } from './areas.ts';
import type { RawFeature } from './boundary-format.ts';
import { findCrossings, type Crossing } from './crossings.ts';

export interface BoundaryReading {
  /** In the order of the file. A feature's `id` is among its properties unless they have an `id` already. */
  features: BoundaryFeature[];
  diagnostics: Diagnostic[];
}

/** Turns geometries into areas and reports on those that needed repair or have none. */
export function readAreas(raw: readonly RawFeature[], name: string): BoundaryReading {
  const features: BoundaryFeature[] = [];
  const labels: string[] = [];
  const remarks = new DiagnosticList(name);
  const repaired = new Map<Repair, { first: string; count: number }>();
  for (const [index, { geometry, properties }] of raw.entries()) {
    const label = labelOf(index, properties);
    const { area, repairs } = readAreaOf(geometry, name, label);
    for (const repair of repairs) {
      const known = repaired.get(repair);
      if (known === undefined) repaired.set(repair, { first: label, count: 1 });
      else known.count++;
    }
    if (area === null)
      remarks.add('boundary/empty-geometry', () => ({
        message: `${label} has ${describeGeometry(geometry)}; it is left out.`,
      }));
    else {
      features.push({ geometry: area, properties });
      labels.push(label);
    }
  }
  for (const [repair, { first, count }] of repaired)
    remarks.add('boundary/repaired', () => ({
      message: `${repair}: ${first}${count === 1 ? '' : ` and ${count - 1} more`}.`,
      count,
    }));
  reportCrossings(features, labels, remarks);
  return { features, diagnostics: remarks.toArray() };
}

/** "Feature 12 (320500)": the place in the file, counted from 1, and the first property that can be a name or code. */
function labelOf(index: number, properties: Record<string, unknown>): string {
  const known = Object.values(properties).find(
    (value): value is string | number =>
      typeof value === 'number' || (typeof value === 'string' && value !== ''),
  );
  return known === undefined ? `Feature ${index + 1}` : `Feature ${index + 1} (${String(known)})`;
}

function readAreaOf(geometry: unknown, file: string, label: string): ReturnType<typeof readArea> {
  try {
    return readArea(geometry);
  } catch (cause) {
    if (!(cause instanceof AtlasError)) throw cause;
    throw new AtlasError(cause.code, `${label}: ${cause.message}`, { at: file, cause });
  }
}

function describeGeometry(geometry: unknown): string {
  const type =
    typeof geometry === 'object' && geometry !== null && 'type' in geometry ? String(geometry.type) : null;
  if (type === null) return 'no geometry';
  return type.endsWith('Polygon') ? `a ${type} without area` : `a ${type}, expected Polygon or MultiPolygon`;
}

/** One remark for each pair of features whose borders cross, in the order of the file. */
function reportCrossings(
  features: readonly BoundaryFeature[],
  labels: readonly string[],
  remarks: DiagnosticList,
): void {
  const byPair = new Map<number, Crossing[]>();
  for (const crossing of findCrossings(features)) {
    const [one, other] = crossing.features;
    const pair = Math.min(one, other) * features.length + Math.max(one, other);
    const known = byPair.get(pair);
    if (known === undefined) byPair.set(pair, [crossing]);
    else known.push(crossing);
  }
  for (const [pair, crossings] of [...byPair].sort(([a], [b]) => a - b)) {
    const one = labels[Math.floor(pair / features.length)]!;
    const other = labels[pair % features.length]!;
    const [longitude, latitude] = crossings[0]!.at;
    const borders =
      one === other ? `The border of ${one} crosses itself` : `The borders of ${one} and ${other} cross`;
    const places = crossings.length === 1 ? 'in one place,' : `in ${crossings.length} places, one of them`;
    remarks.add('boundary/self-intersection', () => ({
      message: `${borders} ${places} at ${longitude.toFixed(5)}, ${latitude.toFixed(5)}.`,
      count: crossings.length,
    }));
  }
}
