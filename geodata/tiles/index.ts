export { bakeTileset, type BakedTileset, type BakeOptions, type TileSink } from './bake-tileset.ts';
export {
  layerStatistics,
  summarizeLayer,
  type LayerStatistics,
  type VectorLayerSummary,
} from './layer-summary.ts';
