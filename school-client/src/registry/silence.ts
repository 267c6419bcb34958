/** How long a device waits for the next sign of life of a request; milliseconds. */
const SILENCE_MS = 30_000;

/**
 * Waits for one step of a request, and breaks the request off when nothing came of it for 30 s. A slow line on which
 * something still arrives is no silence: on it a limit for the whole would let nothing large ever pass.
 */
export const untilSilent = <T>(stop: AbortController, step: Promise<T>): Promise<T> => {
  const limit = AbortSignal.timeout(SILENCE_MS);
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      stop.abort(limit.reason);
      reject(limit.reason);
    };
    limit.addEventListener('abort', giveUp);
    // The limit of a step that is done must not break off a later one.
    step.finally(() => limit.removeEventListener('abort', giveUp)).then(resolve, reject);
  });
};

/** The text of an answer in pieces as they come; throws when it breaks off or falls silent. */
export const textPieces = async function* (
  response: Response,
  stop: AbortController,
): AsyncGenerator<string> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await untilSilent(stop, reader.read());
    if (done) break;
    yield decoder.decode(value, { stream: true });
  }
  yield decoder.decode();
};
