import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PlainAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Asks a listener over a real socket and gives back the bytes as they came: nothing is inflated or followed. */
export function plainRequest(
  app: RequestListener,
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<PlainAnswer> {
  const server = createServer(app);
  return new Promise<PlainAnswer>((resolve, reject) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const asking = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode!,
            headers: answer.headers as Record<string, string>,
            body: Buffer.concat(chunks),
          }),
        );
      });
      asking.on('error', reject);
      asking.end();
    });
  }).finally(() => server.close());
}
