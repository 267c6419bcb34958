import { CallError } from './call.ts';
import type { RegistryFetch } from './registry-fetch.ts';

/** Where the registry's database is, and by what it is reached. */
export interface Line {
  /** `https://host/sync/<school>-<year>/` */
  readonly url: string;
  readonly registry: RegistryFetch;
}

/** Sends a body to a path of the database and reads the answer. Throws CallError. */
export const sendJson = async <T>({ url, registry }: Line, path: string, body: unknown): Promise<T> => {
  const response = await registry.fetch(url + path, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new CallError(response.status >= 500 ? 'OVERLOADED' : 'OFFLINE');
  return (await response.json()) as T;
};
