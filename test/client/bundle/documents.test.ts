import { describe, expect, it } from 'vitest';
import { documentReader, rememberDocuments } from '../../../client/bundle/documents.ts';
import { latestOnly } from '../../../client/panels/latest.ts';

describe('documents', () => {
  it('are read once, and again after a failure', async () => {
    let calls = 0;
    const read = rememberDocuments(async (path) => {
      calls += 1;
      if (calls === 1) throw new Error('no answer');
      return { path };
    });
    await expect(read('a.json')).rejects.toThrow('no answer');
    expect(await read('a.json')).toEqual({ path: 'a.json' });
    expect(await read('a.json')).toEqual({ path: 'a.json' });
    expect(calls).toBe(2);
  });

  it('say which one failed and how', async () => {
    const answers = (response: Response) => documentReader('http://atlas.test/r/1/', async () => response);
    await expect(answers(new Response('', { status: 404 }))('units/x.json')).rejects.toThrow(
      'units/x.json: answer 404',
    );
    const offline = documentReader('http://atlas.test/', () => Promise.reject(new TypeError('fetch failed')));
    await expect(offline('catalog.json')).rejects.toThrow('catalog.json: no answer');
  });
});

describe('latestOnly', () => {
  it('drops the answer to an earlier question', async () => {
    const heard: string[] = [];
    const ask = latestOnly();
    const later = (text: string, delay: number) =>
      new Promise<string>((resolve) => setTimeout(() => resolve(text), delay));
    ask(
      later('slow', 20),
      (answer) => heard.push(answer),
      () => heard.push('failed'),
    );
    ask(
      later('fast', 1),
      (answer) => heard.push(answer),
      () => heard.push('failed'),
    );
    await later('', 40);
    expect(heard).toEqual(['fast']);
  });
});
