import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Service } from '../exchange.ts';
import { PlainRequestReader, type PlainRequest } from './plain-request.ts';
import { storedTile } from './stored-tile.ts';

// What node:http does for a request takes twice as long as to send a tile of 20 KB: two streams with their events, a
// check of each header, three turns of the queue. A stored tile needs none of that. So its request is looked for in
// what a client sends before the parser of node:http sees it, and answered there; everything else goes the usual way.

/**
 * Answers plain requests for stored tiles straight to the socket. The connection stays one of the server: it opens,
 * times, pauses and closes it, and gets every byte that is not such a request. Answers keep their order, because none
 * is written here while one of the server is under way.
 */
export function answerDirectly(server: Server, service: Service): void {
  // Origins on a list make answers depend on who asks; a log wants to know of each.
  if (service.options.allowedOrigins !== '*' || service.log.isLevelEnabled('info')) return;
  const latest = new WeakMap<Socket, ServerResponse>();
  server.prependListener('request', (request, response: ServerResponse) =>
    latest.set(request.socket, response),
  );
  server.on('connection', (socket) => {
    const [parse, ...others] = socket.listeners('data') as ((bytes: Buffer) => void)[];
    if (parse === undefined || others.length > 0) return;
    const reader = new PlainRequestReader();
    // Between two requests, as far as is known; after a piece that is not whole requests it never is again.
    let isBetween = true;
    const onData = (bytes: Buffer): void => {
      const request = isBetween ? reader.read(bytes) : null;
      if (request === null) isBetween = false;
      else if (isFree(socket) && answer(request)) return;
      parse.call(socket, bytes);
    };
    socket.off('data', parse);
    socket.on('data', onData);

    function answer(request: PlainRequest): boolean {
      const started = service.metrics === null ? 0 : performance.now();
      const found = storedTile(service, request);
      if (found === null) return false;
      const head = `${found.head}Date: ${dateOfNow()}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(server.keepAliveTimeout / 1000)}\r\n\r\n`;
      if (found.bytes !== null) socket.cork();
      socket.write(head, 'latin1');
      if (found.bytes !== null) {
        socket.write(found.bytes);
        socket.uncork();
      }
      const length = head.length + (found.bytes?.length ?? 0);
      service.metrics?.count('tiles', found.status, performance.now() - started, length);
      return true;
    }
  });

  /**
   * Whether an answer may be written now. The first request of a connection goes to the server, whose clock for clients
   * that connect and say nothing ends with it; so do requests of clients that read slower than they ask.
   */
  function isFree(socket: Socket): boolean {
    const before = latest.get(socket);
    return (
      before !== undefined &&
      before.writableFinished &&
      before.shouldKeepAlive &&
      !socket.writableNeedDrain &&
      socket.writable &&
      !service.isDraining
    );
  }
}

let second = 0;
let date = '';

/** The time as HTTP writes it (RFC 9110 §5.6.7), made once a second. */
function dateOfNow(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    date = new Date(now * 1000).toUTCString();
  }
  return date;
}
