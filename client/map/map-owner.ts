import { Map as MapLibre, setWorkerUrl, type LngLatBoundsLike, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { BoundingBox, Position } from '../../geodata/model/geometry.ts';
import type { Plate } from '../plate/plate.ts';
import type { Camera } from '../state/view-state.ts';
import type { RegionDrawing } from './field.ts';
import { patternDensity, patternNamed } from './patterns.ts';
import { drawingsOf, type RegionHighlight } from './region-drawings.ts';
import { regionFillId } from './region-layers.ts';
import { mapStyle, regionAddress } from './style.ts';
import type { StyleInput } from './style-input.ts';

/** What the map tells: where the pointer is, what was clicked, where the reader went. */
export interface MapReports {
  /** Row of the region under the pointer, null over none; with the pointer's place on the map. */
  hover(row: number | null, point: { x: number; y: number }): void;
  /** Row of the clicked region, null for a click beside all regions. */
  click(row: number | null): void;
  /** The reader moved the map. */
  move(camera: Camera): void;
}

/** The only one who touches the MapLibre map. */
export interface MapOwner {
  /** Draws a plate in a style. Only what differs from before is sent to the map. */
  show(input: StyleInput, plate: Plate, highlight: RegionHighlight): void;
  /** Marks regions without a new plate. */
  highlight(highlight: RegionHighlight): void;
  /** Goes to a camera, or home to the whole atlas. */
  moveTo(camera: Camera | null): void;
  /** Goes to a box, with some room around it. */
  fit(bounds: BoundingBox): void;
  zoomBy(steps: number): void;
  /** Where a position is on the map, in pixels. */
  project(position: Position): { x: number; y: number };
}

const room = 24;

/**
 * Creates the map in a container.
 * @throws GPUInitializationError where the browser has no WebGL 2.
 */
export function createMapOwner(
  container: HTMLElement,
  home: BoundingBox,
  first: StyleInput,
  camera: Camera | null,
  label: string,
  reports: MapReports,
): MapOwner {
  setWorkerUrl(workerUrl);
  const map = new MapLibre({
    container,
    style: mapStyle(first),
    bounds: home as LngLatBoundsLike,
    fitBoundsOptions: { padding: room },
    attributionControl: false,
    localIdeographFontFamily: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    minZoom: 1,
    maxZoom: 11,
    fadeDuration: 150,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  let input = first;
  let plate: Plate | null = null;
  let painted: { layer: string; drawings: Map<number, RegionDrawing> } = { layer: '', drawings: new Map() };
  let atHome = camera === null;

  /** Sends to the map what differs from what it shows. */
  const paint = (highlight: RegionHighlight): void => {
    const address = regionAddress(input);
    if (plate === null || address === null || map.getSource(address.source) === undefined) return;
    if (painted.layer !== address['source-layer']) {
      painted = { layer: address['source-layer'], drawings: new Map() };
    }
    const target = { source: address.source, sourceLayer: address['source-layer'] };
    for (const [id, drawing] of drawingsOf(plate, highlight)) {
      const before = painted.drawings.get(id);
      if (before !== undefined && sameDrawing(before, drawing)) continue;
      map.setFeatureState({ ...target, id }, drawing);
      painted.drawings.set(id, drawing);
    }
  };

  const moveTo = (target: Camera | null): void => {
    atHome = target === null;
    if (target === null) map.fitBounds(home as LngLatBoundsLike, { padding: room });
    else map.jumpTo({ center: [target.longitude, target.latitude], zoom: target.zoom });
  };

  const rowAt = (event: MapMouseEvent): number | null => {
    if (plate === null) return null;
    const layer = regionFillId(plate.level.id);
    if (map.getLayer(layer) === undefined) return null;
    const id = map.queryRenderedFeatures(event.point, { layers: [layer] })[0]?.id;
    const row = plate.register.id.indexOf(Number(id));
    return row === -1 ? null : row;
  };

  let latestHighlight: RegionHighlight = { hovered: null };
  map.on('style.load', () => paint(latestHighlight));
  map.setMissingStyleImageResolver((id) => {
    const pattern = patternNamed(id);
    if (pattern !== null) map.addImage(id, pattern, { pixelRatio: patternDensity });
  });
  map.on('mousemove', (event) => {
    const row = rowAt(event);
    map.getCanvas().style.cursor = row === null ? '' : 'pointer';
    reports.hover(row, event.point);
  });
  map.on('mouseout', (event) => reports.hover(null, event.point));
  map.on('click', (event) => reports.click(rowAt(event)));
  map.on('moveend', (event) => {
    // Only the reader's own moves carry the event that caused them.
    if ('originalEvent' in event && event.originalEvent !== undefined) atHome = false;
    if (!atHome) reports.move(cameraOf(map));
  });
  map.on('resize', () => {
    if (atHome) map.fitBounds(home as LngLatBoundsLike, { padding: room, animate: false });
  });
  if (camera !== null) moveTo(camera);

  return {
    show(nextInput, nextPlate, highlight) {
      if (JSON.stringify(nextInput) !== JSON.stringify(input))
        map.setStyle(mapStyle(nextInput), { diff: true });
      input = nextInput;
      plate = nextPlate;
      latestHighlight = highlight;
      paint(highlight);
    },
    highlight(highlight) {
      latestHighlight = highlight;
      paint(highlight);
    },
    moveTo,
    fit(bounds) {
      atHome = false;
      map.fitBounds(bounds as LngLatBoundsLike, { padding: 2 * room, maxZoom: 7.5 });
    },
    zoomBy(steps) {
      atHome = false;
      map.zoomTo(map.getZoom() + steps);
    },
    project: (position) => map.project(position),
  };
}

function cameraOf(map: MapLibre): Camera {
  const { lat, lng } = map.getCenter();
  return { zoom: map.getZoom(), latitude: lat, longitude: lng };
}

const sameDrawing = (one: RegionDrawing, other: RegionDrawing): boolean =>
  one.shade === other.shade &&
  one.marked === other.marked &&
  one.outside === other.outside &&
  one.hovered === other.hovered &&
  one.selected === other.selected;
