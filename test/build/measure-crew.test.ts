import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ResultCache } from '../../geodata/build/measure-cache.ts';
import { MeasureCrew } from '../../geodata/build/measure-crew.ts';
import type { MeasureJob } from '../../geodata/build/measure-jobs.ts';
import { computeJob } from '../../geodata/build/measure-jobs.ts';

/** A ring of 400 units with 1,999 permutations: long enough for a second thread to be asked. */
const slowJob = (seed: number): MeasureJob => ({
  measure: 'moran',
  params: { seed, permutations: 1999 },
  input: {
    values: Array.from({ length: 400 }, (_, index) => Math.sin(index * seed)),
    links: Array.from({ length: 400 }, (_, index) => [String(index + 1), String(((index + 1) % 400) + 1)]),
  },
});

describe('jobs on several threads', () => {
  const crew = new MeasureCrew(2);
  afterAll(() => crew.end());

  test('give what one thread gives, in the order of the jobs', async () => {
    const jobs = Array.from({ length: 24 }, (_, index) => slowJob(index + 1));
    let done = 0;
    const results = await crew.run(jobs, (count) => (done = count));
    expect(done).toBe(24);
    expect(results).toEqual(jobs.map(computeJob));
  });

  test('tell what a measure refuses, by its code, from whichever thread', async () => {
    const jobs = [
      ...Array.from({ length: 12 }, (_, index) => slowJob(index + 1)),
      { ...slowJob(1), params: { wrong: 1 } },
    ];
    await expect(crew.run(jobs)).rejects.toMatchObject({ name: 'AtlasError', code: 'usage' });
    await expect(crew.run([{ ...slowJob(1), input: 'text' }])).rejects.toMatchObject({
      code: 'invalid-data',
    });
    expect(await crew.run([slowJob(3)])).toEqual([computeJob(slowJob(3))]);
  });
});

describe('results of earlier builds', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'jiju-results-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  const gini = (values: number[]): MeasureJob[] => [{ measure: 'gini', params: {}, input: values }];
  const ask = async (cache: ResultCache, jobs: MeasureJob[]) => {
    let computed = false;
    const results = await cache.results(jobs, () => {
      computed = true;
      return Promise.resolve(jobs.map(computeJob));
    });
    return { computed, value: results[0]?.value };
  };

  test('are used for the same jobs only', async () => {
    expect(await ask(new ResultCache(folder), gini([1, 3]))).toEqual({ computed: true, value: 0.25 });
    const later = new ResultCache(folder);
    expect(await ask(later, gini([1, 3]))).toEqual({ computed: false, value: 0.25 });
    expect(await ask(later, gini([1, 1]))).toEqual({ computed: true, value: 0 });
  });

  test('go when no entry asks for them any more; other files stay', async () => {
    writeFileSync(join(folder, 'notes.txt'), '');
    const cache = new ResultCache(folder);
    await ask(cache, gini([1, 1]));
    await cache.removeUnused();
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toHaveLength(1);
    expect(readdirSync(folder)).toContain('notes.txt');
  });

  test('a folder that cannot be written costs no build', async () => {
    const file = join(folder, 'notes.txt');
    expect(await ask(new ResultCache(file), gini([1, 3]))).toEqual({ computed: true, value: 0.25 });
  });
});
