import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A line to a server that can fall silent: bytes vanish in both directions, and nobody is told. */
export interface SwallowingProxy {
  readonly port: number;
  silence(): void;
  /** New connections go through; what was swallowed stays lost, as behind a firewall that forgot its connections. */
  restore(): void;
  close(): void;
}

/** Opens the line to a port of this machine. */
export const openSwallowingProxy = async (target: number): Promise<SwallowingProxy> => {
  let silent = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined);
  };
  const server = createServer((near) => {
    keep(near);
    // A client that connects in the silence is never answered, later either.
    if (silent) {
      near.resume();
      return;
    }
    const far = keep(connect(target, '127.0.0.1'));
    let swallowed = false;
    const pass = (from: Socket, to: Socket) =>
      from.on('data', (bytes) => {
        swallowed ||= silent;
        if (!swallowed) to.write(bytes);
      });
    pass(near, far);
    pass(far, near);
    near.on('close', () => silent || far.destroy());
    far.on('close', () => silent || near.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    silence: () => {
      silent = true;
    },
    restore: () => {
      silent = false;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};
