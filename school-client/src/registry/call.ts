import type { BodyOf, Endpoint, ParamsOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import { PROBLEMS, type ProblemCode } from '@hocba/shared/problems';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** The fault of a call: a code of the catalogue, or OFFLINE when no registry answered. */
export type CallCode = ProblemCode | 'OFFLINE';

/** A call that failed; `retryAfterSeconds` when the registry named a time. */
export class CallError extends Error {
  readonly code: CallCode;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: CallCode, retryAfterSeconds?: number) {
    super(code);
    this.name = 'CallError';
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

type Member<Name extends string, T> = [T] extends [undefined] ? unknown : { readonly [K in Name]: T };
type QueryOf<E extends Endpoint> = E['query'] extends TSchema ? Static<E['query']> : undefined;

/** The arguments of an endpoint: those of `body`, `params`, `query` it declares. */
export type InputOf<E extends Endpoint> = Member<'body', BodyOf<E>> &
  Member<'params', ParamsOf<E>> &
  Member<'query', QueryOf<E>>;

interface AnyInput {
  readonly body?: unknown;
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
}

const ABORT_MS = 30_000;

const urlOf = (endpoint: Endpoint, input: AnyInput): string => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const query = Object.entries(input.query ?? {}).filter(([, value]) => value !== undefined);
  if (query.length === 0) return path;
  return `${path}?${new URLSearchParams(query.map(([name, value]) => [name, String(value)]))}`;
};

const isJson = (response: Response): boolean => /json/.test(response.headers.get('content-type') ?? '');

/** The problem a failed response names; OFFLINE when it is not the registry that answered. */
export const problemOf = async (response: Response): Promise<CallError> => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retry = Number.isFinite(seconds) ? seconds : undefined;
  const body: unknown = isJson(response) ? await response.json().catch(() => undefined) : undefined;
  const code = (body as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string' && code in PROBLEMS) return new CallError(code as ProblemCode, retry);
  return new CallError(response.status === 503 ? 'OVERLOADED' : 'OFFLINE', retry);
};

/** fetch with a limit of 30 s; throws CallError OFFLINE when no answer came. */
export const reach = async (url: string, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(ABORT_MS) });
  } catch {
    throw new CallError('OFFLINE');
  }
};

/**
 * Calls an endpoint once. Throws CallError; an answer that does not fit the schema (the page of a captive portal) is
 * OFFLINE, because it is not the registry's.
 */
export const call = async <E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  headers: Readonly<Record<string, string>> = {},
): Promise<ResponseOf<E>> => {
  const { body } = input as AnyInput;
  const response = await reach(urlOf(endpoint, input as AnyInput), {
    method: endpoint.method,
    credentials: 'same-origin',
    headers: {
      accept: endpoint.produces ?? 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = isJson(response)
    ? await response.json().catch(() => undefined)
    : await response.text();
  if (!Value.Check(endpoint.response, answer)) throw new CallError('OFFLINE');
  return answer as ResponseOf<E>;
};
