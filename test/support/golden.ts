import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';

/**
 * Holds a text against a file of expected output. `RENEW=1 npx vitest run <test>` writes the file anew; look at the
 * difference before it is committed.
 */
export function expectGolden(path: string, actual: string): void {
  if (process.env['RENEW'] === '1') writeFileSync(path, actual);
  if (!existsSync(path))
    throw new Error(`${path} does not exist; run the test once with RENEW=1 to write it.`);
  expect(actual).toBe(readFileSync(path, 'utf8'));
}
