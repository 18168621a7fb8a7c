import { parentPort } from 'node:worker_threads';
import { AtlasError } from '../model/atlas-error.ts';
import type { JobAnswer, JobRequest } from './measure-crew.ts';
import { computeJob } from './measure-jobs.ts';

const port = parentPort!;

port.on('message', ({ index, job }: JobRequest) => {
  port.postMessage({ index, ...answerTo(job) } satisfies JobAnswer);
});

/** Classes of errors do not survive the way between threads; any other error ends the worker with its stack. */
function answerTo(job: JobRequest['job']): Omit<JobAnswer, 'index'> {
  try {
    return { result: computeJob(job) };
  } catch (error) {
    if (!(error instanceof AtlasError)) throw error;
    return { refusal: { code: error.code, message: error.message, at: error.at } };
  }
}
