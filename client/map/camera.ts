import type { Map as MapLibre } from 'maplibre-gl';
import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import type { BoundingBox, Position } from '../../geodata/model/geometry.ts';
import { deepestZoomOf } from '../../geodata/model/zoom-offset.ts';
import type { Camera } from '../state/view-state.ts';
import { homePadding, roomIn, sizeOf, type Padding, type Size } from './home-padding.ts';
import type { MapPlane } from './map-plane.ts';

/** Zoom at which the world is small enough to be seen as a whole on any screen. */
export const farthest = -2;

/** Nearer than the deepest tiles are drawn for: borders become coarse beyond. */
export const nearestOf = (plane: MapPlane): number => deepestZoomOf(plane) + 3;

/** Regions that are looked up are never shown from nearer than the deepest tiles, less this. */
const lessThanDeepest = 0.5;

/** Where the map looks. At home it shows the whole atlas, and goes on doing so when the window changes its size. */
export interface MapCamera {
  moveTo(camera: Camera | null): void;
  fit(bounds: BoundingBox): void;
  zoomBy(steps: number): void;
}

/** A camera that can be followed. */
export interface LeadingCamera extends MapCamera {
  /** Where it looks now. */
  where(): Camera;
}

/** Side of the square of the world at zoom 0, in CSS pixels (MapLibre's tiles). */
const squareSide = 512;

/** Centre and zoom at which a box fills a map but for the padding. */
export function lookAt(
  box: SquareBox,
  { top, right, bottom, left }: Padding,
  { width, height }: Size,
  { fromSquare }: Pick<MapPlane, 'fromSquare'>,
): { center: Position; zoom: number } {
  const pixels = Math.min((width - left - right) / box.width, (height - top - bottom) / box.height);
  const scale = Math.max(pixels, squareSide * 2 ** farthest);
  return {
    center: fromSquare([
      box.x + box.width / 2 + (right - left) / 2 / scale,
      box.y + box.height / 2 + (bottom - top) / 2 / scale,
    ]),
    zoom: Math.log2(scale / squareSide),
  };
}

/** Drives the camera of a map; `report` is told where the reader went, `plane` in which plane it looks. */
export function createMapCamera(
  map: MapLibre,
  plane: () => MapPlane,
  hasInset: boolean,
  report: (camera: Camera) => void,
): LeadingCamera & { planeChanged(): void } {
  let atHome = true;
  const size = (): Size => sizeOf(map.getContainer());
  const goHome = (animate: boolean): void => {
    atHome = true;
    map.easeTo({ ...homeIn(plane(), hasInset, size()), animate }, { goesHome: true });
  };
  const where = (): Camera => {
    const { lat, lng } = map.getCenter();
    return { zoom: map.getZoom(), latitude: lat, longitude: lng };
  };
  map.on('zoomstart', (event) => {
    // The wheel zooms without saying that it does.
    if (!('goesHome' in event)) atHome = false;
  });
  map.on('moveend', (event) => {
    // Other moves of the reader's own hand carry the event that caused them.
    if ('originalEvent' in event && event.originalEvent !== undefined) atHome = false;
    if (atHome) return;
    report(where());
  });
  map.on('resize', () => {
    if (atHome) goHome(false);
  });
  return {
    where,
    moveTo(camera) {
      if (camera === null) {
        goHome(true);
        return;
      }
      atHome = false;
      map.jumpTo({ center: [camera.longitude, camera.latitude], zoom: camera.zoom });
    },
    fit(bounds) {
      atHome = false;
      const room = 2 * roomIn(size());
      const padding = { top: room, right: room, bottom: room, left: room };
      const { center, zoom } = lookAt(plane().boxInSquare(bounds), padding, size(), plane());
      map.flyTo({ center, zoom: Math.min(zoom, deepestZoomOf(plane()) - lessThanDeepest) });
    },
    zoomBy(steps) {
      atHome = false;
      map.zoomTo(map.getZoom() + steps);
    },
    planeChanged() {
      if (atHome) goHome(false);
    },
  };
}

/** Where a map of some size looks to show the whole atlas. */
export const homeIn = (plane: MapPlane, hasInset: boolean, size: Size): ReturnType<typeof lookAt> =>
  lookAt(plane.home, homePadding(plane.home, hasInset, size), size, plane);
