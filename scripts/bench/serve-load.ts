import { connect, type Socket } from 'node:net';

export interface Load {
  port: number;
  /** Complete requests; every connection takes them in an order of its own. */
  requests: Buffer[];
  connections: number;
  seconds: number;
}

export interface LoadResult {
  perSecond: number;
  /** Milliseconds from the request written to the answer read. */
  p50: number;
  p99: number;
  statuses: Record<number, number>;
  bytes: number;
}

/**
 * A client that costs less than the servers it measures: requests are ready-made, one is under way per connection,
 * and an answer is read up to its Content-Length without being looked into.
 */
export async function applyLoad({ port, requests, connections, seconds }: Load): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<number, number> = {};
  let bytes = 0;
  let stopped = false;
  const order = seededOrder(requests.length);

  const run = (start: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let next = start;
      let sentAt = 0;
      let missing = 0;
      let head: Buffer | null = null;
      const ask = (): void => {
        if (stopped) {
          socket.destroy();
          resolve();
          return;
        }
        sentAt = performance.now();
        socket.write(requests[order[next++ % order.length]!]!);
      };
      const answered = (): void => {
        latencies.push(performance.now() - sentAt);
        ask();
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        bytes += chunk.length;
        if (missing > 0) {
          missing -= chunk.length;
          if (missing === 0) answered();
          return;
        }
        head = head === null ? chunk : Buffer.concat([head, chunk]);
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const text = head.toString('latin1', 0, end);
        const status = Number(text.slice(9, 12));
        statuses[status] = (statuses[status] ?? 0) + 1;
        const length =
          status === 304 || status === 204 ? 0 : Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
        missing = length - (head.length - end - 4);
        head = null;
        if (missing === 0) answered();
      });
    });

  const started = performance.now();
  const timer = setTimeout(() => (stopped = true), seconds * 1000);
  await Promise.all(Array.from({ length: connections }, (_, index) => run(index * 37)));
  clearTimeout(timer);
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const quantile = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? Number.NaN;
  return { perSecond: latencies.length / elapsed, p50: quantile(0.5), p99: quantile(0.99), statuses, bytes };
}

/** Numbers below `length` in a fixed random order, so that two contenders are asked the same. */
export function seededOrder(length: number): number[] {
  const order = Array.from({ length }, (_, index) => index);
  let state = 42;
  for (let index = length - 1; index > 0; index--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (index + 1);
    [order[index], order[other]] = [order[other]!, order[index]!];
  }
  return order;
}
