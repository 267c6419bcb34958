import { fstatSync, write, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Where log lines go. */
export interface LogTarget {
  write(line: string): void;
  /** False while lines cannot be written; true where nothing can be known. */
  holds?(): boolean;
}

/** The process's own output. */
export interface StandardOutput extends Required<LogTarget> {
  /** Lets what is on its way go out, for a second at most. */
  end(): Promise<void>;
}

/** Bytes of lines that go out together, and how long they wait for others; milliseconds. */
const TOGETHER = 8192;
const WAIT_MS = 250;
/** The lines that are kept while nothing goes out; lines beyond it are counted and lost. */
const KEPT = 1024 * 1024;
/** A write that takes longer has nobody who reads. */
const STUCK_MS = 3_000;
const END_MS = 1_000;

type Written = (error: Error | null | undefined, written: number) => void;

/** Writes without ever waiting: pipes through Node's stream, files through its threads. */
const openWriter = (fd: 1): ((bytes: Buffer, done: Written) => void) => {
  const kind = fstatSync(fd);
  if (!kind.isFIFO() && !kind.isSocket()) return (bytes, done) => write(fd, bytes, done);
  // A closed pipe is told to the write's own callback as well.
  process.stdout.on('error', () => undefined);
  return (bytes, done) => process.stdout.write(bytes, (error) => done(error, bytes.length));
};

/**
 * Standard output by the page: a write for each line was a twentieth of what a request costs. Nothing here ever waits
 * for a reader or throws: a pipe that is closed or full and a full disk cost lines and not the registry. The lines that
 * still wait are written when the process ends, as far as it goes without waiting; only SIGKILL takes it along.
 */
export const standardOutput = (): StandardOutput => {
  const fd = 1;
  const put = openWriter(fd);
  let waiting = '';
  let lost = 0;
  let failed = false;
  let begunAt: number | undefined;

  const told = (): string => {
    const text = lost === 0 ? '' : `${JSON.stringify({ level: 50, event: 'log.lost', lines: lost })}\n`;
    lost = 0;
    return text;
  };
  const flush = (): void => {
    if (waiting === '' || begunAt !== undefined) return;
    const bytes = Buffer.from(waiting);
    waiting = '';
    begunAt = performance.now();
    put(bytes, (error, written) => {
      begunAt = undefined;
      failed = Boolean(error);
      const rest = bytes.subarray(error ? 0 : written).toString();
      waiting = rest + waiting + (error ? '' : told());
      if (!error && rest !== '') flush();
    });
  };
  setInterval(flush, WAIT_MS).unref();
  process.on('exit', () => {
    let rest = Buffer.from(waiting);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(fd, rest));
    } catch {
      // Closed or full: the process ends in either case.
    }
  });

  return {
    write: (line) => {
      if (waiting.length + line.length > KEPT) lost += 1;
      else waiting += line;
      if (waiting.length >= TOGETHER && !failed) flush();
    },
    end: async () => {
      const until = performance.now() + END_MS;
      flush();
      while (begunAt !== undefined && performance.now() < until) await setTimeout(10);
    },
    holds: () => !failed && (begunAt === undefined || performance.now() - begunAt < STUCK_MS),
  };
};
