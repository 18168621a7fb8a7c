import type { Map as MapLibre } from 'maplibre-gl';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { Camera } from '../state/view-state.ts';
import { homePadding, roomIn, sizeOf } from './home-padding.ts';

/** No region is so small that it needs to be looked at from nearer. */
const nearest = 7.5;

/** Where the map looks first, and whether an inset stands in its corner. */
export interface Home {
  box: BoundingBox;
  hasInset: boolean;
}

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

/** Drives the camera of a map; `report` is told where the reader went. */
export function createMapCamera(map: MapLibre, home: Home, report: (camera: Camera) => void): LeadingCamera {
  let atHome = true;
  const goHome = (animate: boolean): void => {
    atHome = true;
    map.fitBounds(home.box, { padding: homePadding(home, sizeOf(map.getContainer())), animate });
  };
  const where = (): Camera => {
    const { lat, lng } = map.getCenter();
    return { zoom: map.getZoom(), latitude: lat, longitude: lng };
  };
  map.on('moveend', (event) => {
    // Only moves of the reader's own hand carry the event that caused them.
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
      map.fitBounds(bounds, { padding: 2 * roomIn(sizeOf(map.getContainer())), maxZoom: nearest });
    },
    zoomBy(steps) {
      atHome = false;
      map.zoomTo(map.getZoom() + steps);
    },
  };
}
