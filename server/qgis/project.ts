import type { Catalog } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { project } from '../features/crs.ts';
import { bilingual } from '../tilejson.ts';
import { featureLayer, featureSource } from './feature-layer.ts';
import type { ValueMap } from '../styles/value-map.ts';
import { tileLayer, tileSource } from './tile-layer.ts';
import { element, textElement } from './xml.ts';

/** What a project or a layer definition shows. */
export interface ProjectInput {
  catalog: Catalog;
  collections: readonly CollectionDescription[];
  values: ValueMap | null;
  address: string;
}

interface ProjectLayer {
  id: string;
  name: string;
  provider: 'vectortile' | 'OAPIF';
  source: string;
  checked: boolean;
  xml: string;
}

/** A layer definition (.qlr): a group with the map as vector tiles, and every collection ready to be switched on. */
export function layerDefinition(input: ProjectInput): string {
  const layers = layersOf(input);
  const group = element(
    'layer-tree-group',
    { name: titleOf(input), checked: 'Qt::Checked', expanded: 1 },
    layers.map(treeLayer),
  );
  return `<!DOCTYPE qgis-layer-definition>\n${element('qlr', {}, [
    element('layer-tree-group', { name: '', checked: 'Qt::Checked', expanded: 1 }, [group]),
    element(
      'maplayers',
      {},
      layers.map(({ xml }) => xml),
    ),
  ])}\n`;
}

/** A project (.qgs) of the same layers, opened at the extent of the atlas. */
export function projectFile(input: ProjectInput): string {
  const layers = layersOf(input);
  const mercator = element('spatialrefsys', {}, [
    ...['srsid', 'srid'].map((name) => textElement(name, '3857')),
    textElement('authid', 'EPSG:3857'),
  ]);
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n${element(
    'qgis',
    { projectname: titleOf(input), version: '3.22.0' },
    [
      textElement('title', titleOf(input)),
      element('projectCrs', {}, [mercator]),
      element('layer-tree-group', {}, layers.map(treeLayer)),
      element('mapcanvas', { name: 'theMapCanvas' }, [
        textElement('units', 'meters'),
        extentElement(input.catalog.bounds),
        textElement('rotation', '0'),
        element('destinationsrs', {}, [mercator]),
      ]),
      element(
        'projectlayers',
        {},
        layers.map(({ xml }) => xml),
      ),
      element(
        'layerorder',
        {},
        layers.map(({ id }) => element('layer', { id })),
      ),
      element('properties', {}, [
        element('SpatialRefSys', {}, [element('ProjectionsEnabled', { type: 'int' }, ['1'])]),
      ]),
    ],
  )}\n`;
}

const titleOf = ({ catalog, values }: ProjectInput): string =>
  values === null ? bilingual(catalog.title) : `${catalog.title.zh}: ${bilingual(values.title)}`;

function layersOf({ catalog, collections, values, address }: ProjectInput): ProjectLayer[] {
  const tiles = catalog.tilesets.map((tileset): ProjectLayer => {
    const id = `tiles_${tileset.id}`;
    const name = bilingual(values?.title ?? catalog.title);
    return {
      id,
      name,
      provider: 'vectortile',
      checked: true,
      source: tileSource(tileset, address),
      xml: tileLayer(id, name, catalog, tileset, values, address),
    };
  });
  const features = collections.map((collection): ProjectLayer => {
    const id = `features_${collection.id}`;
    return {
      id,
      name: bilingual(collection.title),
      provider: 'OAPIF',
      checked: false,
      source: featureSource(collection, address),
      xml: featureLayer(id, collection, address),
    };
  });
  return [...tiles, ...features];
}

const treeLayer = ({ id, name, provider, source, checked }: ProjectLayer): string =>
  element('layer-tree-layer', {
    id,
    name,
    checked: checked ? 'Qt::Checked' : 'Qt::Unchecked',
    expanded: 0,
    providerKey: provider,
    source,
  });

function extentElement([west, south, east, north]: BoundingBox): string {
  const crs = 'http://www.opengis.net/def/crs/EPSG/0/3857';
  const [xmin, ymin] = project([west, south], crs);
  const [xmax, ymax] = project([east, north], crs);
  return element(
    'extent',
    {},
    Object.entries({ xmin, ymin, xmax, ymax }).map(([name, value]) => textElement(name, String(value))),
  );
}
