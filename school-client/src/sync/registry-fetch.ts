import { CallError, problemOf } from './call.ts';
import type { Fetch } from './pouch.ts';

/** Whose requests go out: tokens come from the session, `trouble` keeps what PouchDB's own errors lose. */
export interface RegistryFetch {
  readonly fetch: Fetch;
  /** Why the last run failed, by our own codes; 413 of a proxy counts as BODY_TOO_LARGE. */
  trouble(): CallError | undefined;
}

const ABORT_MS = 30_000;
const BULK_GET_TRIES = 3;

const isBulkGet = (url: string): boolean => /\/_bulk_get(\?|$)/.test(url);

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

/** Makes the fetch of one run: token, limit of 30 s, only JSON counts as an answer. */
export const createRegistryFetch = (token: Token, origin: Fetch = fetch): RegistryFetch => {
  let trouble: CallError | undefined;

  const send = (url: string, init: RequestInit, text: string): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${text}`);
    const limit = AbortSignal.timeout(ABORT_MS);
    const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
    return origin(url, { ...init, headers, signal, credentials: 'same-origin' });
  };

  const once: Fetch = async (url, init) => {
    const text = await token();
    let response = await send(url, init, text);
    // By the clock of this device the token was good; that clock may have been set back.
    if (response.status === 401) response = await send(url, init, await token(text));
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    if (response.status === 413) throw new CallError('BODY_TOO_LARGE');
    // A missing checkpoint is an ordinary 404 with JSON.
    if (response.status === 401 || response.status === 403) throw await problemOf(response);
    // A captive portal answers 200 with a page.
    if (!isJson) throw new CallError(response.status >= 500 ? 'OVERLOADED' : 'OFFLINE');
    return response;
  };

  const noted: Fetch = async (url, init) => {
    try {
      return await once(url, init);
    } catch (error) {
      trouble = error instanceof CallError ? error : new CallError('OFFLINE');
      throw trouble;
    }
  };

  return {
    trouble: () => trouble,
    fetch: async (url, init) => {
      if (!isBulkGet(url)) return noted(url, init);
      for (let tries = 1; ; tries += 1) {
        try {
          const response = await noted(url, init);
          if (response.ok) return response;
          trouble = new CallError('OVERLOADED');
        } catch {
          // `trouble` has it.
        }
        if (tries === BULK_GET_TRIES) return failedBulkGet(init);
      }
    },
  };
};
