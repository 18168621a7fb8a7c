// MapLibre's worker, which also knows the planes of atlases: it places points that do not come in tiles.
import type { EqualAreaPlane } from '../../geodata/model/equal-area-plane.ts';
import { planarProjection } from './planar-projection.ts';

export { default } from 'maplibre-gl/dist/maplibre-gl-worker.mjs';

interface MapWorkerScope {
  setProjectionHandler(handler: (definition: string) => ReturnType<typeof planarProjection>): void;
}

(globalThis as unknown as MapWorkerScope).setProjectionHandler((definition) =>
  planarProjection(JSON.parse(definition) as EqualAreaPlane),
);
