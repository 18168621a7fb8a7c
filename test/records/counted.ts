import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdgeCounting, EdgeCounts } from '../../geodata/records/count-edges.ts';
import { countEdges } from '../../geodata/records/count-edges.ts';
import { createCodeResolver } from '../../geodata/records/code-resolver.ts';
import { openDuckDb } from '../../geodata/records/duckdb-engine.ts';
import type { SqlEngine } from '../../geodata/records/sql-engine.ts';
import { readCsv } from '../../geodata/sources/csv.ts';

export interface Counted {
  counts: EdgeCounts;
  /** Lines of edges.csv and nodes.csv without the header, cells joined by a space. */
  edges: string[];
  nodes: string[];
  unplaced: string[];
  /** Rows of edges.parquet. */
  parquetRows: number;
}

type Options = Pick<EdgeCounting, 'format' | 'mapping'> &
  Partial<EdgeCounting> & {
    text: string | Uint8Array;
    /** Turns the text into another file before it is counted; gives its path. */
    convert?: (engine: SqlEngine, path: string) => Promise<string>;
  };

/** Counts a text in a folder of its own; the regions are A, B and C unless others are given. */
export async function counted({ text, convert, ...options }: Options): Promise<Counted> {
  const folder = await mkdtemp(join(tmpdir(), 'jiju-records-'));
  const engine = await openDuckDb({ memoryLimit: '512MB', threads: 1, folder });
  try {
    const path = join(folder, 'records.txt');
    await writeFile(path, text);
    const codes = options.codes ?? ['A', 'B', 'C'];
    const counts = await countEdges({
      codes,
      gazetteer: createCodeResolver(codes, []),
      rule: 'full',
      window: { kind: 'year' },
      nodes: 'active',
      out: folder,
      engine,
      ...options,
      file: convert === undefined ? path : await convert(engine, path),
    });
    const lines = async (name: string): Promise<string[]> =>
      readCsv(await readFile(join(folder, name), 'utf8'))
        .records.slice(1)
        .filter(({ cells }) => cells.length > 1)
        .map(({ cells }) => cells.join(' '));
    const [parquet] = await engine.query(
      `SELECT count(*) AS rows FROM read_parquet('${join(folder, 'edges.parquet')}')`,
    );
    return {
      counts,
      edges: await lines('edges.csv'),
      nodes: await lines('nodes.csv'),
      unplaced: await lines('unplaced.csv'),
      parquetRows: Number(parquet?.['rows']),
    };
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
