import { AtlasError } from '../geodata/model/atlas-error.ts';
import { startServer } from './main.ts';
import { workerSettings, type WorkerReport } from './workers.ts';

// One process of several: serves until it is told to close or its parent is gone.

// Listened for before anything is reported: what comes earlier would be lost.
const told = new Promise<void>((resolve) => {
  process.once('message', () => resolve());
  process.once('disconnect', resolve);
});
// The parent gets the same signal from the terminal, and tells when to close.
process.on('SIGINT', () => {});

const report = (message: WorkerReport): void => {
  process.send?.(message);
};

try {
  const server = await startServer(workerSettings());
  report({ url: server.url });
  await told;
  await server.close();
} catch (error) {
  if (!(error instanceof AtlasError)) throw error;
  report({ failed: { code: error.code, message: error.message } });
  await told;
}
process.exit(0);
