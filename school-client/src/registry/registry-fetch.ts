import type { Fetch } from '../device/database/pouch.ts';
import { CallError, problemOf } from './call.ts';
import { textPieces, untilSilent } from './silence.ts';

/**
 * Sends requests in the name of the session: tokens come from the session, `trouble` keeps what PouchDB's own errors
 * lose.
 */
export interface RegistryFetch {
  /** An answer that is whole: JSON to its last bracket. */
  readonly fetch: Fetch;
  /** The text of an answer as it comes. Throws CallError, also in the middle. */
  pieces(url: string): AsyncGenerator<string>;
  /** The name that the registry gives the life of its data and the rights of this account; asked once per run. */
  greeting(databaseUrl: string): Promise<string>;
  /** Why the last run failed, by our own codes; 413 of a proxy counts as BODY_TOO_LARGE. */
  trouble(): CallError | undefined;
  /** Whether a smaller batch may pass where the last one failed: too large, too slow, or cut off on the way. */
  wasTooMuch(): boolean;
}

const BULK_GET_TRIES = 3;
/** Answers that say by a code of ours why nothing goes on. */
const NAMED: readonly number[] = [401, 403, 429, 503];

/**
 * `GET /sync/<database>/`: PouchDB asks only to show progress, and takes no notice when that fails in the middle of a
 * batch, so that the page would hear of an error nobody caught. It is answered here.
 */
const isInfo = (url: string, { method = 'GET' }: RequestInit): boolean =>
  method === 'GET' && /\/sync\/[^/]+\/$/.test(url);
const isGreeting = (url: string): boolean => /\/sync\/$/.test(url);
const isBulkGet = (url: string): boolean => /\/_bulk_get(\?|$)/.test(url);
const isBulkDocs = (url: string): boolean => /\/_bulk_docs(\?|$)/.test(url);

/**
 * What a `_bulk_get` that failed for good is answered with. Left to itself PouchDB would believe that the registry has
 * no such route and ask for every document singly until the page is loaded again.
 */
const failedBulkGet = (init: RequestInit): Response => {
  const { docs } = JSON.parse(String(init.body)) as { docs: { id: string; rev: string }[] };
  const results = docs.map(({ id, rev }) => ({ id, docs: [{ error: { id, rev, error: 'unreachable' } }] }));
  return Response.json({ results });
};

/** Gives a token; another one than what the registry has just refused. */
type Token = (refused?: string) => Promise<string>;

interface Opened {
  readonly response: Response;
  readonly stop: AbortController;
}

/** Opens requests: token, limit on silence, only the registry's own kind of answer counts. Throws CallError. */
const opener = (token: Token, origin: Fetch) => {
  const send = async (url: string, init: RequestInit, text: string): Promise<Opened> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${text}`);
    // An operator sees in the log which releases are still out there; nothing is decided by it.
    if (typeof CLIENT_VERSION === 'string') headers.set('hocba-client', CLIENT_VERSION);
    const stop = new AbortController();
    init.signal?.addEventListener('abort', () => stop.abort());
    const sent = origin(url, { ...init, headers, signal: stop.signal, credentials: 'same-origin' });
    return { response: await untilSilent(stop, sent), stop };
  };
  return async (url: string, init: RequestInit): Promise<Opened> => {
    const text = await token();
    let opened = await send(url, init, text);
    // By the clock of this device the token was good; that clock may have been set back.
    if (opened.response.status === 401) opened = await send(url, init, await token(text));
    const { status, headers } = opened.response;
    if (status === 413) throw new CallError('BODY_TOO_LARGE');
    // A missing checkpoint is an ordinary 404 with JSON. Of a busy registry PouchDB would lose the pause it asks for.
    if (NAMED.includes(status)) throw await problemOf(opened.response);
    // A captive portal answers 200 with a page.
    const isJson = /json/.test(headers.get('content-type') ?? '');
    if (!isJson) throw new CallError(status >= 500 ? 'OVERLOADED' : 'OFFLINE');
    return opened;
  };
};

/** The answer with its whole body read: half a body must not reach PouchDB, which would draw conclusions from it. */
const whole = async ({ response, stop }: Opened): Promise<Response> => {
  let text = '';
  for await (const piece of textPieces(response, stop)) text += piece;
  JSON.parse(text);
  const { status, statusText, headers } = response;
  return new Response(text, { status, statusText, headers });
};

const callErrorOf = (error: unknown): CallError =>
  error instanceof CallError ? error : new CallError('OFFLINE');

/** Makes the fetch of one run. */
export const createRegistryFetch = (token: Token, origin: Fetch = fetch): RegistryFetch => {
  const open = opener(token, origin);
  let trouble: CallError | undefined;
  let tooMuch = false;
  const greetings = new Map<string, Promise<{ uuid: string }>>();

  const fail = (error: unknown, isBatch: boolean): CallError => {
    trouble = callErrorOf(error);
    tooMuch = trouble.code === 'BODY_TOO_LARGE' || (isBatch && trouble.code === 'OFFLINE');
    return trouble;
  };
  const noted: Fetch = async (url, init) => {
    try {
      return await whole(await open(url, init));
    } catch (error) {
      throw fail(error, isBulkDocs(url));
    }
  };
  const bulkGet: Fetch = async (url, init) => {
    for (let tries = 1; ; tries += 1) {
      try {
        const response = await noted(url, init);
        if (response.ok) return response;
        trouble = new CallError('OVERLOADED');
      } catch (error) {
        const { code } = callErrorOf(error);
        // Only what may be over in a moment is worth a second try.
        if (code !== 'OFFLINE' && code !== 'OVERLOADED') return failedBulkGet(init);
      }
      if (tries === BULK_GET_TRIES) return failedBulkGet(init);
    }
  };

  /** Asked once: PouchDB would ask before every replication. */
  const greet = (url: string): Promise<{ uuid: string }> => {
    const ask = async () => {
      const response = await noted(url, { method: 'GET' });
      const body = (await response.json()) as { uuid?: unknown } | null;
      if (!response.ok) throw fail(new CallError('OVERLOADED'), false);
      if (typeof body?.uuid !== 'string') throw fail(new CallError('OFFLINE'), false);
      return { uuid: body.uuid };
    };
    const answer = greetings.get(url) ?? ask();
    greetings.set(url, answer);
    return answer;
  };

  return {
    trouble: () => trouble,
    wasTooMuch: () => tooMuch,
    fetch: async (url, init) => {
      if (isInfo(url, init)) return Response.json({ update_seq: 0 });
      if (isGreeting(url)) return Response.json(await greet(url));
      return isBulkGet(url) ? bulkGet(url, init) : noted(url, init);
    },
    pieces: async function* (url) {
      try {
        const opened = await open(url, { method: 'GET' });
        if (!opened.response.ok) throw await problemOf(opened.response);
        yield* textPieces(opened.response, opened.stop);
      } catch (error) {
        throw fail(error, false);
      }
    },
    greeting: async (databaseUrl) => (await greet(new URL('..', databaseUrl).href)).uuid,
  };
};
