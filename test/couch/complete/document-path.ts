import type { FastifyRequest } from 'fastify';

/** The thing that a path behind the database names. */
export interface DocumentPath {
  readonly id: string;
  readonly attachment: string | undefined;
}

/**
 * Reads the path as it was sent: a slash inside an id arrives encoded, and only so can it be told from the slash
 * before an attachment.
 */
export const documentPathOf = (request: FastifyRequest): DocumentPath => {
  const path = request.url.split('?', 1)[0] ?? '';
  const segments = path.split('/').slice(2).map(decodeURIComponent);
  // A document that is never replicated has no attachments; a design document's id has one slash that nobody encodes.
  const length = segments[0] === '_local' ? segments.length : segments[0] === '_design' ? 2 : 1;
  const rest = segments.slice(length);
  return {
    id: segments.slice(0, length).join('/'),
    attachment: rest.length === 0 || rest.join('') === '' ? undefined : rest.join('/'),
  };
};
