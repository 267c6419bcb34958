import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HOCBA = fileURLToPath(new URL('../../server/src/cli/hocba.ts', import.meta.url));

/** A running demo as a new user has it, and what it introduced itself with. */
export interface Demo {
  readonly url: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly pupil: string;
  readonly code: string;
  /** Ends it as Ctrl+C does. */
  stop(): Promise<void>;
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += String(chunk);
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}: ${text}`)));
  });

/** Starts `hocba demo` over a folder; the first start of a folder makes the province. */
export const startDemo = async (folder: string, port: number): Promise<Demo> => {
  const args = [HOCBA, 'demo', '--json', '--data', folder, '--port', String(port)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const introduction = JSON.parse(await firstLine(child)) as Omit<Demo, 'stop'>;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ...introduction,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};
