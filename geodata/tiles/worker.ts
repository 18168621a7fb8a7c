import { parentPort } from 'node:worker_threads';
import type { Assignment, Report } from './crew.ts';
import { tasks } from './tasks.ts';

const port = parentPort!;

port.on('message', ({ name, payload, count, next }: Assignment) => {
  try {
    const perform = tasks[name](payload as never);
    for (let index = Atomics.add(next, 0, 1); index < count; index = Atomics.add(next, 0, 1)) {
      const result = perform(index);
      port.postMessage({ index, result } satisfies Report, transferable(result));
    }
    port.postMessage({ finished: true } satisfies Report);
  } catch (failure) {
    port.postMessage({ failure } satisfies Report);
  }
});

/** Memory of the arrays in a result, which is moved to the other thread, not copied. */
function transferable(result: unknown): ArrayBuffer[] {
  if (typeof result !== 'object' || result === null || Array.isArray(result)) return [];
  if (ArrayBuffer.isView(result)) return result.buffer instanceof ArrayBuffer ? [result.buffer] : [];
  return Object.values(result).flatMap(transferable);
}
