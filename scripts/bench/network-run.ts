import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { embeddedAddresses } from '../../geodata/atlases/addresses.ts';
import { countEdges } from '../../geodata/records/count-edges.ts';
import { openDuckDb } from '../../geodata/records/duckdb-engine.ts';
import { createGazetteer } from '../../geodata/records/gazetteer.ts';
import type { RecordFormat } from '../../geodata/records/file-statements.ts';

// One run in a process of its own, so that its peak memory is its own. Arguments: "count" or "scan", file, format,
// memory limit, folder for temporary files. Prints one line of JSON.

const [act, file = '', format = 'csv', memoryLimit = '2GB', temporary = '.'] = process.argv.slice(2);
const folder = await mkdtemp(join(temporary, 'run-'));
try {
  const engine = await openDuckDb({ memoryLimit, threads: 2, folder });
  const started = performance.now();
  const steps: [string, number][] = [];
  let figures: object = {};
  if (act === 'scan') {
    const source =
      format === 'parquet' ? `read_parquet('${file}')` : `read_csv('${file}', all_varchar = true)`;
    [figures = {}] = await engine.query(
      `SELECT count(*) AS rows, sum(strlen(id) + strlen("date") + strlen(applicants)) AS bytes FROM ${source}`,
    );
  } else {
    const tables = await embeddedAddresses['china']!();
    const { unplaced, invalidDates, ...counts } = await countEdges({
      file,
      format: format as RecordFormat,
      mapping: {
        id: 'id',
        date: 'date',
        place: { column: 'applicants', kind: 'address' },
        applicants: { kind: 'text', separator: ';' },
        stripKind: true,
      },
      gazetteer: createGazetteer(tables),
      codes: tables.regions.filter(({ level }) => level === tables.level).map(({ code }) => code),
      rule: 'full',
      window: { kind: 'year' },
      nodes: 'active',
      out: folder,
      engine,
      progress: (step) => steps.push([step, performance.now() - started]),
    });
    figures = { ...counts, listed: unplaced.length + invalidDates.length };
  }
  const seconds = (performance.now() - started) / 1000;
  await engine.close();
  console.log(
    JSON.stringify({ seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024, steps, figures }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
