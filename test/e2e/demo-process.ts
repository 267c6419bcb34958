import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const HOCBA = fileURLToPath(new URL('../../server/src/cli/hocba.ts', import.meta.url));

/** A running demo as a new user has it, and what it introduced itself with. */
export interface Demo {
  readonly url: string;
  readonly accounts: Readonly<Record<string, string>>;
  readonly pupil: string;
  readonly code: string;
  /** The family's phone, and the PINs of its two parents. */
  readonly family: { readonly phone: string; readonly mother: string; readonly father: string };
  /** The newest one-time code that was sent to a number or address; empty before any was. */
  sentTo(value: string): string;
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
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  // Messages go to where faults go; a fault is still seen in the output of the tests.
  let printed = '';
  child.stderr?.on('data', (chunk) => {
    printed += String(chunk);
    if (!String(chunk).startsWith('✉')) process.stderr.write(chunk);
  });
  const introduction = JSON.parse(await firstLine(child)) as Omit<Demo, 'stop' | 'sentTo'>;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ...introduction,
    sentTo: (value) => {
      const lines = printed.split('\n').filter((line) => line.startsWith(`✉ ${value}:`));
      // A message that tells of something may come behind the code.
      return lines.flatMap((line) => /: (\d{6})\./.exec(line)?.[1] ?? []).at(-1) ?? '';
    },
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
};
