import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { AtlasError } from '../model/atlas-error.ts';
import type { SqlColumn, SqlEngine, SqlEngineOptions, SqlRow, SqlValue } from './sql-engine.ts';

/**
 * Opens DuckDB on a database file in the folder, so that tables are compressed and leave the memory when it is short.
 * The library (70 MB) is loaded only here. Throws AtlasError 'missing-package' where there is none for this machine.
 */
export async function openDuckDb(options: SqlEngineOptions): Promise<SqlEngine> {
  const library = await loadLibrary();
  const instance = await openInstance(library, options);
  const connection = await instance.connect();
  const types: Record<SqlColumn['type'], DuckDBType> = {
    VARCHAR: library.VARCHAR,
    INTEGER: library.INTEGER,
    TINYINT: library.TINYINT,
  };

  return {
    async query(sql, params = []) {
      const reader = await explained(() => connection.runAndReadAll(sql, [...params]));
      const names = reader.deduplicatedColumnNames();
      return reader
        .getRows()
        .map((row): SqlRow =>
          Object.fromEntries(names.map((name, index) => [name, plainValue(row[index] ?? null)])),
        );
    },

    async *stream(sql) {
      // A connection of its own: rows are appended while the result is read.
      const reading = await instance.connect();
      try {
        const result = await explained(() => reading.stream(sql));
        for (;;) {
          const chunk = await explained(() => result.fetchChunk());
          if (chunk === null || chunk.rowCount === 0) return;
          yield chunk.getColumns().map((column) => column.map(plainValue));
        }
      } finally {
        reading.closeSync();
      }
    },

    async append(table, columns, blocks) {
      const declared = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
      await explained(() => connection.run(`CREATE OR REPLACE TABLE ${table} (${declared})`));
      await appendBlocks(
        connection,
        table,
        columns.map(({ type }) => types[type]),
        blocks,
        library,
      );
    },

    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

type Library = typeof import('@duckdb/node-api');

async function loadLibrary(): Promise<Library> {
  try {
    return await import('@duckdb/node-api');
  } catch (error) {
    throw new AtlasError(
      'missing-package',
      'The npm package "@duckdb/node-api", which counts records, cannot be loaded. Run "npm install" in the folder of ' +
        'jiju without leaving out optional dependencies; it exists for Linux, macOS and Windows on x64 and arm64.',
      { at: '@duckdb/node-api', cause: error },
    );
  }
}

async function openInstance(library: Library, options: SqlEngineOptions): Promise<DuckDBInstance> {
  try {
    return await library.DuckDBInstance.create(join(options.folder, 'records.duckdb'), {
      threads: String(options.threads),
      memory_limit: options.memoryLimit,
      temp_directory: join(options.folder, 'spill'),
      preserve_insertion_order: 'false',
      // Nothing but the files that are named is read: no network, no extension that is not compiled in.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
  } catch (error) {
    throw new AtlasError(
      'usage',
      `The database could not be opened with a memory limit of "${options.memoryLimit}"; expected a size like 2GB.`,
      { cause: error },
    );
  }
}

async function appendBlocks(
  connection: DuckDBConnection,
  table: string,
  types: readonly DuckDBType[],
  blocks: AsyncIterable<SqlValue[][]>,
  library: Library,
): Promise<void> {
  const appender = await connection.createAppender(table);
  for await (const block of blocks) {
    const rows = block[0]?.length ?? 0;
    if (rows === 0) continue;
    const chunk = library.DuckDBDataChunk.create(types, rows);
    chunk.setColumns(block);
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}

/** Counts come as bigint; they are far below 2^53. */
function plainValue(value: DuckDBValue): SqlValue {
  if (typeof value === 'bigint') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return String(value);
}

/** What the database says about a file is for the user; its advice on settings of its own, after an empty line, is not. */
async function explained<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const [message = ''] = (error as Error).message.split(/\n\s*\n|\n\s*Possible/);
    throw new AtlasError(
      'invalid-data',
      `The records could not be read or counted: ${message.replaceAll(/\s+/g, ' ').slice(0, LONGEST_MESSAGE)}`,
      { cause: error },
    );
  }
}

const LONGEST_MESSAGE = 500;
