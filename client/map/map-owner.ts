import { Map as MapLibre, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from './map-worker.ts?worker&url';
import type { Dictionary } from '../i18n/zh.ts';
import type { Plate } from '../plate/plate.ts';
import type { Camera } from '../state/view-state.ts';
import { createMapCamera, farthest, homeIn, nearestOf, type MapCamera } from './camera.ts';
import { registerPlane } from './equal-area-projection.ts';
import type { RegionDrawing } from './field.ts';
import { sizeOf } from './home-padding.ts';
import { isSamePlane, planeOfState, type MapPlane } from './map-plane.ts';
import { patternDensity, patternNamed } from './patterns.ts';
import { drawingsOf, type RegionHighlight } from './region-drawings.ts';
import { regionFillId } from './region-layers.ts';
import { mapStyle, regionAddress } from './style.ts';
import type { StyleInput } from './style-input.ts';

export { GPUInitializationError } from 'maplibre-gl';

/** What the map tells. Rows are rows of the register of the plate; null is none. */
export interface MapReports {
  hover(row: number | null): void;
  click(row: number | null): void;
  /** The reader moved the map. */
  move(camera: Camera): void;
  /** The browser took the graphics away and did not give them back; the map is gone. */
  lost(): void;
}

/** Milliseconds in which a browser gives graphics back after a fault of the driver or a sleep. */
const restoringTime = 2500;

/** Pixels within which a pointer or a finger means the circle of a place. */
const reach = 6;

/** The only one who touches the MapLibre map. */
export interface MapOwner extends MapCamera {
  /** True for the simple picture that stands in where there is no WebGL. */
  isPicture: boolean;
  /** Draws a plate in a style. Only what differs from before is sent to the map. */
  show(input: StyleInput, plate: Plate, highlight: RegionHighlight): void;
  /** Marks regions without a new plate. */
  highlight(highlight: RegionHighlight): void;
  /** A picture of what is seen, `scale` times as dense as the screen's CSS pixels. */
  picture(scale: number): Promise<HTMLCanvasElement>;
  /** Keeps another map of the same size and kind where this one looks, until it is told otherwise. */
  lead(follower: MapOwner | null): void;
  /** Gives back what the map holds; it is not used again. */
  remove(): void;
}

export interface MapOptions {
  container: HTMLElement;
  /** The plane in which the map begins. */
  plane: MapPlane;
  hasInset: boolean;
  style: StyleInput;
  camera: Camera | null;
  texts: Dictionary['map'];
  /** Leaves scrolling to the page: two fingers, or a key with the wheel, move the map. */
  cooperative: boolean;
}

/**
 * Creates the map in a container.
 * @throws GPUInitializationError where the browser has no WebGL 2.
 */
export function createMapOwner(options: MapOptions, reports: MapReports): MapOwner {
  let input = options.style;
  let plate: Plate | null = null;
  let { plane } = options;
  let highlighted: RegionHighlight = { hovered: null };
  let follower: MapOwner | null = null;
  let painted: { layer: string; drawings: Map<number, RegionDrawing> } = { layer: '', drawings: new Map() };
  const map = createMap(options);
  const camera = createMapCamera(
    map,
    () => plane,
    options.hasInset,
    (where) => reports.move(where),
  );
  if (options.camera !== null) camera.moveTo(options.camera);

  /** Sends to the map what differs from what it shows. */
  const paint = (): void => {
    const address = regionAddress(input);
    if (plate === null || address === null || map.getSource(address.source) === undefined) return;
    const sourceLayer = address['source-layer'];
    const layer = `${address.source}/${sourceLayer}`;
    if (painted.layer !== layer) painted = { layer, drawings: new Map() };
    for (const [id, drawing] of drawingsOf(plate, highlighted, sizeOf(options.container))) {
      const before = painted.drawings.get(id);
      if (before !== undefined && sameDrawing(before, drawing)) continue;
      map.setFeatureState({ source: address.source, sourceLayer, id }, drawing);
      painted.drawings.set(id, drawing);
      setBusy(options.container, true);
    }
  };

  /** The topmost feature of a layer at a pixel, else one within so many pixels. */
  const featureAt = ({ x, y }: { x: number; y: number }, layer: string, within: number) =>
    map.queryRenderedFeatures([x, y], { layers: [layer] })[0] ??
    map.queryRenderedFeatures(
      [
        [x - within, y - within],
        [x + within, y + within],
      ],
      { layers: [layer] },
    )[0];

  const rowAt = (event: MapMouseEvent): number | null => {
    if (plate === null) return null;
    const layer = regionFillId(plate.level.id);
    if (map.getLayer(layer) === undefined) return null;
    const id = featureAt(event.point, layer, plate.level.points === true ? reach : 0)?.id;
    const row = plate.register.id.indexOf(Number(id));
    return row === -1 ? null : row;
  };

  map.on('move', () => follower?.moveTo(camera.where()));
  map.on('style.load', paint);
  map.on('dataloading', () => setBusy(options.container, true));
  map.on('idle', () => setBusy(options.container, false));
  map.on('mousemove', (event) => {
    const row = rowAt(event);
    map.getCanvas().style.cursor = row === null ? '' : 'pointer';
    reports.hover(row);
  });
  map.on('mouseout', () => reports.hover(null));
  map.on('click', (event) => reports.click(rowAt(event)));

  map.on('webglcontextlost', () => {
    const giveUp = setTimeout(() => {
      map.remove();
      reports.lost();
    }, restoringTime);
    map.once('webglcontextrestored', () => clearTimeout(giveUp));
  });

  return {
    ...camera,
    isPicture: false,
    show(nextInput, nextPlate, highlight) {
      const nextPlane = planeOfState(nextPlate.catalog, nextPlate.state);
      const changesPlane = nextPlane.projection !== plane.projection;
      if (JSON.stringify(nextInput) !== JSON.stringify(input)) {
        setBusy(options.container, true);
        if (nextInput.plane !== null) registerPlane(nextInput.plane);
        // Points that do not come in tiles are placed when their source is made.
        map.setStyle(mapStyle(nextInput), { diff: !changesPlane });
      }
      input = nextInput;
      plate = nextPlate;
      if (changesPlane) painted = { layer: '', drawings: new Map() };
      if (!isSamePlane(nextPlane, plane)) {
        plane = nextPlane;
        camera.planeChanged();
      }
      highlighted = highlight;
      paint();
    },
    highlight(highlight) {
      highlighted = highlight;
      paint();
    },
    picture: (scale) => pictureOf(map, scale),
    lead(next) {
      follower = next;
      follower?.moveTo(camera.where());
    },
    remove: () => map.remove(),
  };
}

function createMap({ container, plane, hasInset, style, texts, cooperative }: MapOptions): MapLibre {
  setWorkerUrl(workerUrl);
  if (style.plane !== null) registerPlane(style.plane);
  const nearest = nearestOf(plane);
  const map = new MapLibre({
    container,
    style: mapStyle(style),
    ...homeIn(plane, hasInset, sizeOf(container)),
    attributionControl: false,
    // Our own font draws ideographs, whatever fonts the reader's system has.
    localIdeographFontFamily: false,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    // By itself MapLibre keeps the world as large as the map; a map of the world must be seen as a whole.
    transformConstrain: (center, zoom) => ({ center, zoom: Math.min(Math.max(zoom, farthest), nearest) }),
    fadeDuration: 150,
    cooperativeGestures: cooperative,
    locale: {
      'Map.Title': texts.label,
      'CooperativeGesturesHandler.WindowsHelpText': texts.scrollWithKey,
      'CooperativeGesturesHandler.MacHelpText': texts.scrollWithCommand,
      'CooperativeGesturesHandler.MobileHelpText': texts.twoFingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((id) => {
    const pattern = patternNamed(id);
    if (pattern !== null) map.addImage(id, pattern, { pixelRatio: patternDensity });
  });
  return map;
}

/**
 * Draws the map at another density and copies it. The copy is made while the frame is drawn, because WebGL gives its
 * pixels away afterwards.
 */
function pictureOf(map: MapLibre, scale: number): Promise<HTMLCanvasElement> {
  const usual = map.getPixelRatio();
  map.setPixelRatio(scale);
  return new Promise((resolve) => {
    map.once('idle', () => {
      map.once('render', () => {
        const source = map.getCanvas();
        const copy = document.createElement('canvas');
        copy.width = source.width;
        copy.height = source.height;
        copy.getContext('2d')!.drawImage(source, 0, 0);
        map.setPixelRatio(usual);
        resolve(copy);
      });
      map.triggerRepaint();
    });
    map.triggerRepaint();
  });
}

/** Tells assistive technology that the picture is not complete. */
const setBusy = (container: HTMLElement, busy: boolean): void =>
  container.setAttribute('aria-busy', String(busy));

const sameDrawing = (one: RegionDrawing, other: RegionDrawing): boolean =>
  one.shade === other.shade &&
  one.marked === other.marked &&
  one.outside === other.outside &&
  one.hovered === other.hovered &&
  one.selected === other.selected &&
  one.radius === other.radius;
