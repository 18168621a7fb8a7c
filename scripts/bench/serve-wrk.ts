import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seededOrder, type Load, type LoadResult } from './serve-load.ts';

/** What the script prints when it is done; times in microseconds. */
interface Report {
  requests: number;
  microseconds: number;
  p50: number;
  p99: number;
  bytes: number;
  failed: number;
}

export function isWrkInstalled(): boolean {
  try {
    execFileSync('wrk', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // It says its version with an exit status of 1.
    return error instanceof Error && 'status' in error && error.status === 1;
  }
}

/**
 * The same load by wrk, which takes a fraction of the processor that a client in JavaScript takes, and so leaves two
 * processors to servers. Requests are ready-made, in one seeded order.
 */
export async function applyWrk(folder: string, load: Load): Promise<LoadResult> {
  const script = join(folder, 'load.lua');
  await writeFile(script, scriptOf(load));
  const args = ['-t1', `-c${load.connections}`, `-d${Math.max(1, Math.ceil(load.seconds))}s`, '-s', script];
  const { stdout } = await promisify(execFile)('wrk', [...args, `http://127.0.0.1:${load.port}/`]);
  const found = JSON.parse(/^\{.*\}$/m.exec(stdout)![0]) as Report;
  return {
    perSecond: found.requests / (found.microseconds / 1e6),
    p50: found.p50 / 1000,
    p99: found.p99 / 1000,
    // wrk tells failures (400 and above) from answers, and no more.
    statuses: { 200: found.requests - found.failed, ...(found.failed === 0 ? {} : { 599: found.failed }) },
    bytes: found.bytes,
  };
}

const scriptOf = ({ requests }: Load): string => `
local requests = {
${seededOrder(requests.length)
  .map((place) => `  ${JSON.stringify(requests[place]!.toString('latin1'))},`)
  .join('\n')}
}
local place = 0
request = function()
  place = place % #requests + 1
  return requests[place]
end
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"bytes":%d,"failed":%d}\\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), summary.bytes, failed
  ))
end
`;
