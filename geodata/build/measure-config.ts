import type { AtlasConfig } from '../config/schema.ts';

/** One entry under `measures` of an atlas.yaml. */
export type MeasureConfig = AtlasConfig['measures'][number];
