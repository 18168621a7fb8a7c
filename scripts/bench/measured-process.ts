import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** What a process took. CPU time and memory are read from /proc and are NaN where there is none (not Linux). */
export interface MeasuredProcess {
  wallSeconds: number;
  cpuSeconds: number;
  peakBytes: number;
  /** The end of what it said, if it failed or took too long. */
  failure: string | null;
}

/** How often memory and CPU time are read, in milliseconds: what a process takes after the last look is missed. */
const INTERVAL = 10;
const TICKS_PER_SECOND = 100;

/** Runs a program to its end, or until `limitSeconds` are over. */
export async function measureProcess(
  program: string,
  args: readonly string[],
  limitSeconds: number,
): Promise<MeasuredProcess> {
  const started = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said = (said + chunk).slice(-400)));
  let [cpuSeconds, peakBytes] = [Number.NaN, Number.NaN];
  const look = setInterval(() => {
    [cpuSeconds, peakBytes] = usageOf(child.pid) ?? [cpuSeconds, peakBytes];
  }, INTERVAL);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limitSeconds * 1000);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    const wallSeconds = (performance.now() - started) / 1000;
    const failure = isLate ? `stopped after ${limitSeconds} s` : status === 0 ? null : said.trim();
    return { wallSeconds, cpuSeconds, peakBytes, failure };
  } finally {
    clearInterval(look);
    clearTimeout(limit);
  }
}

/** CPU seconds of all threads so far, and the most memory there was at once. */
function usageOf(pid: number | undefined): [cpuSeconds: number, peakBytes: number] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    // A process that has ended, and waits to be asked for its status, has no memory left.
    if (peak === null) return null;
    return [(Number(stat[11]) + Number(stat[12])) / TICKS_PER_SECOND, Number(peak[1]) * 1024];
  } catch {
    return null;
  }
}
