import { chinaPrefectures, places, topologyObject, writeFeatures, writeTable } from './tiles-inputs.ts';
import { seededCoverage } from './tiles-seeded-coverage.ts';
import { seededEdgeFeatures, seededEdgeLines } from './tiles-seeded-edges.ts';

/** What the tilers are given. */
export interface WorkloadFiles {
  /** GeoJSON, which all of them read; null where it would only be a larger form of the table. */
  features: string | null;
  /** The same edges as a table of their ends, which only jiju reads. */
  table: string | null;
}

/** One task for all tilers: the same input, zooms and limits. */
export interface Workload {
  name: string;
  title: string;
  maxzoom: number;
  write(folder: string): Promise<WorkloadFiles>;
  /** Options beside input, output and zooms. */
  jiju: string[];
  tippecanoe: string[];
  /** Number of edges, null where there are others. */
  edges: number | null;
  /** Whether borders are shared, so that tippecanoe runs again with its nearest to borders without gaps. */
  isCoverage: boolean;
  /** Whether geojson-vt can hold it: it keeps the geometry of all tiles of all zooms as objects. */
  fitsPeer: boolean;
}

const NO_LIMITS = ['--no-tile-size-limit', '--no-feature-limit'];

function coverage(name: string, title: string, features: (folder: string) => Promise<string>): Workload {
  return {
    name,
    title,
    maxzoom: 8,
    write: async (folder) => ({ features: await features(folder), table: null }),
    jiju: [],
    tippecanoe: NO_LIMITS,
    edges: null,
    isCoverage: true,
    fitsPeer: true,
  };
}

function edges(
  name: string,
  facts: Partial<Workload> & Pick<Workload, 'title' | 'maxzoom'>,
  size: { edges: number; nodes: number },
): Workload {
  return {
    name,
    jiju: ['--prefer', 'weight'],
    tippecanoe: ['--drop-by-attribute-as-needed=weight', '--no-feature-limit'],
    edges: size.edges,
    isCoverage: false,
    fitsPeer: false,
    write: async (folder) => ({
      features: await writeFeatures(folder, name, () => seededEdgeFeatures(size.edges, size.nodes)),
      table: await writeTable(folder, name, () => seededEdgeLines(size.edges, size.nodes)),
    }),
    ...facts,
  };
}

/** Edges that only jiju tiles: as lines they are gigabytes, and minutes for every other tiler. */
const manyEdges = (name: string, title: string, count: number): Workload =>
  edges(
    name,
    {
      title,
      maxzoom: 6,
      write: async (folder) => ({
        features: null,
        table: await writeTable(folder, name, () => seededEdgeLines(count, 20_000)),
      }),
    },
    { edges: count, nodes: 20_000 },
  );

export const workloads: Workload[] = [
  coverage('prefectures', '369 prefectures of China', (folder) =>
    writeFeatures(folder, 'prefectures', chinaPrefectures),
  ),
  coverage('us-counties', '3,231 US counties, 1:10m', (folder) =>
    writeFeatures(folder, 'us-counties', () => topologyObject('us-atlas/counties-10m.json', 'counties')),
  ),
  coverage('counties', '2,888 seeded counties, 4.4 M vertices, dirty', (folder) =>
    writeFeatures(folder, 'counties', () => seededCoverage(54, 8)),
  ),
  coverage('countries', '255 countries, 1:10m', (folder) =>
    writeFeatures(folder, 'countries', () => topologyObject('world-atlas/countries-10m.json', 'countries')),
  ),
  {
    ...coverage('points', '171,075 places', (folder) => writeFeatures(folder, 'points', places)),
    // Every point at every zoom, as tippecanoe's own thinning of low zooms is not the question here.
    jiju: ['--max-tile-bytes', '0'],
    tippecanoe: ['--drop-rate=1', ...NO_LIMITS],
    isCoverage: false,
  },
  edges(
    'edges-20k',
    { title: '20,000 edges, no limits', maxzoom: 10, jiju: ['--max-tile-bytes', '0'], tippecanoe: NO_LIMITS },
    { edges: 20_000, nodes: 358 },
  ),
  edges(
    'edges-200k',
    { title: '200,000 edges, 500 KB per tile, by weight', maxzoom: 8 },
    { edges: 200_000, nodes: 2850 },
  ),
  edges(
    'edges-200k-whole',
    { title: '200,000 edges, no limits', maxzoom: 8, jiju: ['--max-tile-bytes', '0'], tippecanoe: NO_LIMITS },
    { edges: 200_000, nodes: 2850 },
  ),
  // What an edge of the two below takes is to be compared with what it takes here.
  manyEdges('edges-200k-table', '200,000 edges, 500 KB per tile, by weight', 200_000),
  manyEdges('edges-2m', '2 M edges, 500 KB per tile, by weight', 2_000_000),
  manyEdges('edges-10m', '10 M edges, 500 KB per tile, by weight', 10_000_000),
];

/** What `--quick` runs: seconds for all tilers together. */
export const quickWorkloads: Workload[] = [
  coverage('small-counties', '128 seeded counties', (folder) =>
    writeFeatures(folder, 'small-counties', () => seededCoverage(12, 5)),
  ),
  edges(
    'small-edges',
    {
      title: '500 edges, no limits',
      maxzoom: 6,
      jiju: ['--max-tile-bytes', '0'],
      tippecanoe: NO_LIMITS,
      fitsPeer: true,
    },
    { edges: 500, nodes: 60 },
  ),
];
