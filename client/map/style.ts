import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { moveZooms } from '../../geodata/model/style-zooms.ts';
import { zoomOffsetOf } from '../../geodata/model/zoom-offset.ts';
import { centreLabels, centreLayers } from './centre-layers.ts';
import { flowLayers, nodeLayers, nodeSource, nodeSourceOf } from './flow-layers.ts';
import { fontFaces } from './font-faces.ts';
import {
  agglomerationLayers,
  corridorLayers,
  groupLabels,
  groupSource,
  groupSourceOf,
} from './group-layers.ts';
import { labelLayers, mapFont } from './label-layers.ts';
import { linkHeads } from './link-heads.ts';
import { land, otherPlace, placeLayers, placeOutlines } from './place-layers.ts';
import { otherOutline, regionLayers, regionOutlines, topBorder, waterline } from './region-layers.ts';
import { projectionName } from './planar-projection.ts';
import type { LayerAddress, StyleInput } from './style-input.ts';

/** The whole style of the map for one state, and nothing but that state. Its layers are written for a country. */
export function mapStyle(input: StyleInput): StyleSpecification {
  const offset = zoomOffsetOf(input);
  return {
    version: 8,
    'font-faces': { [mapFont]: fontFaces(input.base) },
    sources: {
      ...Object.fromEntries(input.tilesets.map((tileset) => [tileset.id, tileSource(tileset, input.base)])),
      [nodeSource]: nodeSourceOf(input.nodes),
      [groupSource]: groupSourceOf(input.groups),
    },
    ...(input.plane === null ? {} : { projection: { type: projectionName(input.plane) } }),
    transition: { duration: 150, delay: 0 },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': input.palette.background } },
      ...shownLayers(input).map((layer) => moveZooms(layer, offset)),
    ],
  };
}

const tileSource = (tileset: StyleInput['tilesets'][number], base: string): SourceSpecification => ({
  type: 'vector',
  tiles: [`${base}tiles/${tileset.id}/${tileset.revision}/{z}/{x}/{y}.mvt`],
  minzoom: tileset.minzoom,
  maxzoom: tileset.maxzoom,
  bounds: tileset.bounds,
});

/** Regions below, then links, centres and names; outlines of the chosen regions below the links. */
function shownLayers(input: StyleInput): LayerSpecification[] {
  const level = input.levels.find(({ id }) => id === input.level);
  if (level === undefined) return [];
  const top = input.levels.find(({ id }) => id === level.parent) ?? level;
  const other =
    input.selected === null || input.selected.level === level.id
      ? null
      : (input.levels.find(({ id }) => id === input.selected!.level) ?? null);
  const shows = (overlay: StyleInput['overlays'][number]): boolean => input.overlays.includes(overlay);
  const place = (
    layerId: string | undefined,
    make: (address: LayerAddress) => LayerSpecification[],
  ): LayerSpecification[] => {
    const address = layerId === undefined ? null : addressOf(input, layerId);
    return address === null ? [] : make(address);
  };
  return [
    ...(top.points ? [] : place(top.layer, (address) => waterline(address, input))),
    ...(level.points && !top.points ? place(top.layer, (address) => land(top.id, address, input)) : []),
    ...(level.points
      ? []
      : place(level.layer, (address) => regionLayers(level.id, address, top === level, input))),
    ...(top.points ? [] : place(top.layer, (address) => topBorder(top.id, address, input))),
    ...place(level.layer, (address) =>
      level.points
        ? [...placeLayers(level.id, address, input), ...placeOutlines(level.id, address, input)]
        : regionOutlines(level.id, address, input),
    ),
    ...(other === null
      ? []
      : place(other.layer, (address) =>
          (other.points ? otherPlace : otherOutline)(input.selected!.code, address, input),
        )),
    ...(shows('agglomerations')
      ? place('agglomerations', (address) => agglomerationLayers(address, input))
      : []),
    ...(shows('corridors') ? place('corridors', (address) => corridorLayers(address, input)) : []),
    ...(shows('flows') ? place(input.network?.layer, (address) => flowLayers(address, input)) : []),
    ...(shows('flows') ? place('arrowheads', (address) => linkHeads(address, input)) : []),
    ...(shows('centres') ? place('centres', (address) => centreLayers(address, input)) : []),
    ...(shows('labels') ? place('labels', (address) => labelLayers(address, input)) : []),
    ...(shows('flows') ? nodeLayers(input) : []),
    ...(input.groups.length > 0 ? groupLabels(input) : []),
    ...(shows('centres') ? place('centres', (address) => centreLabels(address, input)) : []),
  ];
}

function addressOf({ tilesets }: StyleInput, layerId: string): LayerAddress | null {
  const tileset = tilesets.find(({ layers }) => layers.some(({ id }) => id === layerId));
  return tileset === undefined ? null : { source: tileset.id, 'source-layer': layerId };
}

/** Where the regions of a level are found, for feature-state; null where no tileset has them. */
export const regionAddress = (input: StyleInput): LayerAddress | null => {
  const level = input.levels.find(({ id }) => id === input.level);
  return level === undefined ? null : addressOf(input, level.layer);
};
