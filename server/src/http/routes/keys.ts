import { createHash } from 'node:crypto';
import * as contract from '@hocba/shared/contract/keys';
import { RegistryError } from '@hocba/shared/problems';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { KeyRing } from '../../issuing/keys/key-ring.ts';
import { mount } from '../mount.ts';

/** A new key is announced days before its first use, so ten minutes in a cache cost nothing; seconds. */
const MAX_AGE = 600;

const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`;

/** Lets the answer be kept and read by verifiers of other sites; 304 when the caller has it already. */
const addCaching = (request: FastifyRequest, reply: FastifyReply, etag: string): void => {
  reply.headers({
    'cache-control': `public, max-age=${MAX_AGE}`,
    etag,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  });
  if (request.headers['if-none-match'] === etag) reply.code(304);
};

/** Public keys and the signed trust list; nothing here is secret and nothing here is personal. */
export const addKeyRoutes = (
  app: FastifyInstance,
  { keyRing }: { readonly keyRing: Pick<KeyRing, 'publicKeys' | 'trustList'> },
): void => {
  const keys = [...keyRing.publicKeys.values()];
  const keysTag = etagOf(JSON.stringify(keys));
  const trustListTag = etagOf(keyRing.trustList);

  mount(app, contract.jwks, ({ request, reply }) => {
    addCaching(request, reply, keysTag);
    return { keys };
  });

  mount(app, contract.key, ({ params, request, reply }) => {
    const key = keyRing.publicKeys.get(params.kid);
    if (key === undefined) throw new RegistryError('NOT_FOUND');
    addCaching(request, reply, etagOf(JSON.stringify(key)));
    return key;
  });

  mount(app, contract.trustList, ({ request, reply }) => {
    addCaching(request, reply, trustListTag);
    return keyRing.trustList;
  });
};
