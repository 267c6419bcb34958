import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cost } from './measured.ts';

const MEASURED = fileURLToPath(new URL('measured.ts', import.meta.url));
const START_MS = 30_000;
const STOP_MS = 5_000;

/** The cost of some work for a server: its own processor time, and the time that passed for the caller that waited. */
export interface Spent extends Cost {
  readonly ms: number;
}

/** A server in a process of its own. */
export interface Child {
  readonly url: string;
  /** Runs something that calls the server. */
  measure(work: () => Promise<unknown>): Promise<Spent>;
  /** Sends a message of the program's own and answers what it answers. */
  ask(message: object): Promise<unknown>;
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

/** Waits until the server answers anything at all. */
const untilUp = async (url: string, child: ChildProcess, said: () => string): Promise<void> => {
  const end = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended at once:\n${said()}`);
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`no answer at ${url}:\n${said()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const stopChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  // It ends by itself then, and leaves what `NODE_OPTIONS=--cpu-prof` asked for.
  if (child.connected) child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
};

/** Starts a script as a server on a free port of this machine; `argsFor` gets the port. */
export const startChild = async (
  script: string,
  cwd: string,
  argsFor: (port: number) => string[],
): Promise<Child> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  // A file, as a service manager gives one: a pipe would wake this process, the client, for every line.
  const log = join(cwd, 'said.txt');
  const out = openSync(log, 'a');
  const stdio = ['ignore', out, out, 'ipc'] as const;
  const child = fork(script, argsFor(port), { cwd, execArgv: ['--import', MEASURED], stdio: [...stdio] });
  closeSync(out);
  try {
    await untilUp(url, child, () => readFileSync(log, 'utf8').slice(-4000));
  } catch (error) {
    await stopChild(child);
    throw error;
  }
  const ask = async (message: string | object): Promise<unknown> => {
    child.send(message);
    return (await once(child, 'message'))[0];
  };
  return {
    url,
    ask,
    measure: async (work) => {
      await ask('start');
      const start = performance.now();
      await work();
      const ms = performance.now() - start;
      return { ...((await ask('stop')) as Cost), ms };
    },
    stop: () => stopChild(child),
  };
};
