import { AtlasError } from '../geodata/model/atlas-error.ts';
import { startServer } from './main.ts';
import { workerSettings, type WorkerReport } from './workers.ts';

// One process of several: serves until it is told to close or its parent is gone.

// Listened for before anything is reported: what comes earlier would be lost.
const told = new Promise<void>((resolve) => {
  process.on('message', (message) => {
    if (message === 'close') resolve();
  });
  process.once('disconnect', resolve);
});
// The parent gets the same signals from the terminal or the service manager, and tells when to close.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});

const report = (message: WorkerReport): void => {
  process.send?.(message);
};

try {
  const server = await startServer(workerSettings());
  process.on('message', (message) => {
    if (message === 'count') report({ counts: server.snapshot() });
  });
  report({ url: server.url });
  await told;
  await server.close();
} catch (error) {
  if (!(error instanceof AtlasError)) throw error;
  report({ failed: { code: error.code, message: error.message } });
  await told;
}
process.exit(0);
