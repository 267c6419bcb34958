import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { textPieces, untilSilent } from './silence.ts';

const real = AbortSignal.timeout.bind(AbortSignal);
/** Thirty seconds are a tenth of one here. */
beforeEach(() => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => real(ms / 300));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const answerOf = (pieces: number, ms: number, ends: boolean): Response => {
  let sent = 0;
  return new Response(
    new ReadableStream({
      pull: async (controller) => {
        if (sent === pieces) {
          if (ends) controller.close();
          else await new Promise(() => undefined);
          return;
        }
        await pause(ms);
        sent += 1;
        controller.enqueue(new TextEncoder().encode('ệ'));
      },
    }),
  );
};
const read = async (response: Response, stop = new AbortController()): Promise<string> => {
  let text = '';
  for await (const piece of textPieces(response, stop)) text += piece;
  return text;
};

it('fault 16: an answer may take longer than the limit as long as something comes', async () => {
  const stop = new AbortController();
  expect(await read(answerOf(8, 40, true), stop)).toBe('ệ'.repeat(8));
  await pause(120);
  expect(stop.signal.aborted).toBe(false);
});

it('E17, fault 16: an answer that falls silent is given up', async () => {
  const stop = new AbortController();
  await expect(read(answerOf(2, 5, false), stop)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(stop.signal.aborted).toBe(true);
});

it('E17: a request that is never answered is given up', async () => {
  const stop = new AbortController();
  await expect(untilSilent(stop, new Promise(() => undefined))).rejects.toMatchObject({
    name: 'TimeoutError',
  });
  expect(stop.signal.aborted).toBe(true);
});
