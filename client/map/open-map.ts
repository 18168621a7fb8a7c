import type { MapOptions, MapOwner, MapReports } from './map-owner.ts';

/** Begins to fetch the code of the map, so that it comes while the first documents are read. */
export function prefetchMap(): void {
  // A failure shows when the map is opened.
  if (hasGraphics()) import('./map-owner.ts').catch(() => {});
}

/** Opens the map, or where the browser has no WebGL 2 a picture of it. The code of either is fetched here. */
export async function openMap(options: MapOptions, reports: MapReports): Promise<MapOwner> {
  if (hasGraphics()) {
    const { createMapOwner, GPUInitializationError } = await import('./map-owner.ts');
    try {
      return createMapOwner(options, reports);
    } catch (error) {
      // A context can be refused although the browser has them; anything else is a mistake of ours.
      if (!(error instanceof GPUInitializationError)) throw error;
    }
  }
  return openPicture(options, reports);
}

/** Opens the picture, also in the place of a map that is no more. */
export async function openPicture(options: MapOptions, reports: MapReports): Promise<MapOwner> {
  options.container.replaceChildren();
  const { createPicture } = await import('./picture.ts');
  return createPicture(options, reports);
}

/**
 * Asked before the map's 440 KB are fetched. To make a context only to see that it can be made takes a tenth of the time
 * to the first map; where it is refused the map says so itself.
 */
const hasGraphics = (): boolean => 'WebGL2RenderingContext' in globalThis;
