import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import type { Workload, WorkloadFiles } from './tiles-workloads.ts';

/** A program and its arguments; the archive comes last in none of them, so they take it. */
export interface Contender {
  name: string;
  program: string;
  args(archive: string): string[];
}

const root = join(import.meta.dirname, '../..');
/** Memory that geojson-vt may take, in MB. */
const PEER_MEMORY = 6000;

/** Version of the tippecanoe on PATH, or null. */
export function tippecanoeVersion(): string | null {
  const { status, stdout, stderr } = spawnSync('tippecanoe', ['--version'], { encoding: 'utf8' });
  return status === 0 ? `${stdout}${stderr}`.trim() : null;
}

/** All who can do a workload: jiju first, as users run it (compiled). */
export function contendersFor(
  workload: Workload,
  { features, table }: WorkloadFiles,
  { workers, hasTippecanoe }: { workers: number; hasTippecanoe: boolean },
): Contender[] {
  const { maxzoom, jiju, tippecanoe } = workload;
  const own = (name: string, input: string): Contender => ({
    name,
    program: process.execPath,
    args: (archive) => [
      join(root, 'dist/scripts/jiju.js'),
      'tile',
      `--layer=layer=${input}`,
      `--out=${archive}`,
      `--maxzoom=${maxzoom}`,
      `--workers=${workers}`,
      '--force',
      '--quiet',
      ...jiju,
    ],
  });
  const theirs = (name: string, options: string[]): Contender => ({
    name,
    program: 'tippecanoe',
    args: (archive) => [
      `--output=${archive}`,
      '--layer=layer',
      '--minimum-zoom=0',
      `--maximum-zoom=${maxzoom}`,
      // In 1/256 of a tile: the 64 steps of 4096 that the others have.
      '--buffer=4',
      '--read-parallel',
      '--force',
      '--quiet',
      ...options,
      features!,
    ],
  });
  const peer: Contender = {
    name: 'geojson-vt',
    program: process.execPath,
    args: (archive) => [
      `--max-old-space-size=${PEER_MEMORY}`,
      '--import',
      'tsx',
      join(import.meta.dirname, 'tiles-peer.ts'),
      features!,
      archive,
      `${maxzoom}`,
    ],
  };
  return [
    ...(features === null ? [] : [own('jiju', features)]),
    ...(table === null ? [] : [own(features === null ? 'jiju' : 'jiju, table', table)]),
    ...(features !== null && hasTippecanoe ? [theirs('tippecanoe', tippecanoe)] : []),
    ...(features !== null && hasTippecanoe && workload.isCoverage
      ? [theirs('tippecanoe, shared', [...tippecanoe, '--no-simplification-of-shared-nodes'])]
      : []),
    ...(features !== null && workload.fitsPeer ? [peer] : []),
  ];
}
