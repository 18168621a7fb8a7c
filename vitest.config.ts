import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: the browser and the bake share the machine with the workers.
    maxWorkers: 2,
    // Files of one worker share what they load: importing the libraries anew for each file took a tenth of a run.
    isolate: false,
    setupFiles: ['./test/support/property-tests.ts'],
    // Only there to end what hangs: a slow machine that bakes two things at once takes minutes.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    reporters: ['default', './test/support/summary-reporter.ts'],
  },
});
