export {
  bakeFiles,
  bakeTileset,
  type BakedTileset,
  type BakeOptions,
  type FileLayer,
  type TileSink,
} from './bake-tileset.ts';
export { tileStatistics, vectorLayerEntry, type LayerSummary } from './layer-summary.ts';
