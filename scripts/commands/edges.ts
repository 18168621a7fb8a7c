import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { reportDiagnostics } from '../../geodata/model/diagnostics-report.ts';
import { createCodeResolver } from '../../geodata/records/code-resolver.ts';
import { countEdges, type EdgeCounting, type EdgeCounts } from '../../geodata/records/count-edges.ts';
import { countingDiagnostics } from '../../geodata/records/counting-diagnostics.ts';
import { openDuckDb } from '../../geodata/records/duckdb-engine.ts';
import { createGazetteer } from '../../geodata/records/gazetteer.ts';
import { recordFormatOf } from '../../geodata/records/record-format.ts';
import { countingRules } from '../../geodata/records/record-mapping.ts';
import type { RecordFormat } from '../../geodata/records/file-statements.ts';
import { displayPath } from '../atlas-argument.ts';
import type { Command } from '../command.ts';
import { exitStatus, integerOption, stringOption } from '../command.ts';
import { mappingOf, ruleOf, tablesOf, windowOf } from '../edges-options.ts';
import { silentProgress, terminalProgress } from '../progress.ts';
import { formatReport } from '../report.ts';

export const command: Command = {
  name: 'edges',
  summary: 'Count links between regions in records with several applicants: patents, papers, projects.',
  usage: '<records file> --id <column> (--address|--city|--code) <column> [options]',
  options: {
    id: { type: 'string', placeholder: '<column>', description: 'Number of the record (an application)' },
    date: { type: 'string', placeholder: '<column>', description: 'Date of the record' },
    address: { type: 'string', placeholder: '<column>', description: 'Addresses of applicants' },
    city: { type: 'string', placeholder: '<column>', description: 'Names of their cities' },
    code: { type: 'string', placeholder: '<column>', description: 'Codes of their regions' },
    separator: {
      type: 'string',
      placeholder: '<text>',
      description: 'What divides the applicants of one row, e.g. ";" (default: one row per applicant)',
    },
    list: { type: 'boolean', description: 'The column is a list (JSON lines, Parquet)' },
    field: { type: 'string', placeholder: '<name>', description: 'Part of each entry of the list' },
    applicant: { type: 'string', placeholder: '<column>', description: 'Name of the applicant, one per row' },
    publication: { type: 'string', placeholder: '<column>', description: 'Number of the publication' },
    'strip-kind': { type: 'boolean', description: 'CN101234567A and CN101234567B are one record' },
    counting: {
      type: 'string',
      placeholder: '<rule>',
      default: 'full',
      description: `What a record adds to a pair: ${countingRules.join(', ')}`,
    },
    window: {
      type: 'string',
      placeholder: '<years>',
      default: 'year',
      description: '"year", a number of years that move on, or "all"',
    },
    'all-nodes': { type: 'boolean', description: 'List all regions as nodes, not only those with records' },
    places: { type: 'boolean', description: 'Universities and zones of the atlas stand for an address' },
    names: {
      type: 'string',
      placeholder: '<file>',
      description: 'Table of more names with the columns name and code',
    },
    atlas: { type: 'string', placeholder: '<id>', default: 'china', description: 'Whose regions' },
    out: { type: 'string', short: 'o', placeholder: '<folder>', default: 'edges', description: 'Where to' },
    memory: { type: 'string', placeholder: '<size>', default: '2GB', description: 'Limit of the database' },
    threads: { type: 'string', placeholder: '<n>', description: 'Threads of the database (default: all)' },
    quiet: { type: 'boolean', short: 'q', description: 'Print errors only' },
    json: { type: 'boolean', description: 'Print one line of JSON with all counts' },
  },
  details: `Writes edges.parquet and edges.csv (year, a, b, weight, n, basis), nodes.parquet and nodes.csv, unplaced.csv
with every text that has no region, and diagnostics.json. docs/records.md explains the columns and the rules.

  jiju edges patents.csv --id application --date filed --address addresses --separator ";"
  jiju edges papers.jsonl --id doi --date year --address authors --list --field address --counting newman`,
  statuses: {
    ok: 'counted',
    foundErrors: 'counted, but rows have no id',
    invalidInput: 'the file cannot be read',
  },

  async run({ values, positionals }, io) {
    const [given] = positionals;
    if (given === undefined || positionals.length > 1)
      throw new AtlasError('usage', `Found ${positionals.length} files, expected one file of records.`);
    const file = resolve(io.cwd, given);
    const format = await formatOf(file, given);
    const mapping = mappingOf(values);
    const rule = ruleOf(values);
    const window = windowOf(values);
    const tables = await tablesOf(values, io.cwd);
    const out = resolve(io.cwd, stringOption(values, 'out') ?? 'edges');
    await mkdir(out, { recursive: true });

    const quiet = values['quiet'] === true;
    const progress = quiet ? silentProgress : terminalProgress(io);
    const started = io.now();
    const folder = await mkdtemp(join(tmpdir(), 'jiju-edges-'));
    try {
      const codes = tables.regions.filter(({ level }) => level === tables.level).map(({ code }) => code);
      const engine = await openDuckDb({
        folder,
        memoryLimit: stringOption(values, 'memory') ?? '2GB',
        threads: integerOption(values, 'threads', { minimum: 1, maximum: 512 }) ?? availableParallelism(),
      });
      const counts = await countAndClose({
        file,
        format,
        mapping,
        rule,
        window,
        codes,
        gazetteer:
          mapping.place.kind === 'code'
            ? createCodeResolver(
                codes,
                tables.aliases.filter(({ level }) => level === tables.level),
              )
            : createGazetteer(tables),
        nodes: values['all-nodes'] === true ? 'all' : 'active',
        out,
        engine,
        progress: (step) => progress.step(step),
      });
      progress.done();
      const report = reportDiagnostics(countingDiagnostics(counts, given), {});
      await writeFile(join(out, 'diagnostics.json'), `${JSON.stringify(report, null, 1)}\n`);
      if (values['json'] === true) io.out(`${JSON.stringify(counts)}\n`);
      else if (!quiet) {
        io.out(formatReport({ report, summaries: [] }, 'normal', 'diagnostics.json lists every remark.'));
        io.out(summaryOf(counts));
        io.out(`Wrote ${displayPath(out, io)} in ${((io.now() - started) / 1000).toFixed(1)} s.\n`);
      }
      return report.counts.error > 0 ? exitStatus.foundErrors : exitStatus.ok;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function countAndClose(options: EdgeCounting): Promise<EdgeCounts> {
  try {
    return await countEdges(options);
  } finally {
    await options.engine.close();
  }
}

async function formatOf(file: string, given: string): Promise<RecordFormat> {
  if (!(await stat(file).catch(() => null))?.isFile())
    throw new AtlasError('not-found', 'There is no such file.', { at: given });
  return recordFormatOf(given);
}

function summaryOf(counts: EdgeCounts): string {
  const whole = (value: number): string => value.toLocaleString('en');
  const share = counts.applicants === 0 ? 0 : 100 * (1 - counts.unmapped / counts.applicants);
  return [
    `${whole(counts.records)} records with ${whole(counts.applicants)} applicants, ${share.toFixed(1)} % of them placed.`,
    `${whole(counts.joint)} have several applicants: ${whole(counts.shared)} join regions, ${whole(counts.internal)} stay in ` +
      `one, ${whole(counts.lost)} have fewer than two applicants that could be placed.`,
    `${whole(counts.edges)} edges, ${whole(counts.nodes)} nodes.`,
    '',
  ].join('\n');
}
