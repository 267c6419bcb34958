import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { PROBLEM_TYPE, ProblemDocument } from '../problem-document.ts';
import { VERSION } from '../version.ts';

const DESCRIPTION = `The HTTP interface of a registry of electronic student records.

Every error is a problem document (RFC 9457) with a code of the catalogue. Bodies are strict JSON: a member that is
unknown or named twice is refused.

Devices exchange documents under \`/sync/{school}-{year}/\` with the CouchDB replication protocol, which stock
PouchDB speaks; its routes are listed here without the shapes that the protocol gives them. Errors there are
\`{error, reason, code}\`.`;

type Transform = NonNullable<FastifyDynamicSwaggerOptions['transform']>;

/** An answer in the shape that CouchDB gives it. */
const AS_COUCH = { '200': { description: 'As CouchDB answers' } };

/**
 * What the document says of one route. Files declare neither answer nor summary and are left out; routes of the
 * replication protocol have a summary only.
 */
const describeRoute: Transform = ({ schema, url, route }) => {
  const { response, ...rest } = (schema ?? {}) as FastifySchema & { response?: Record<string, object> };
  const access = route.config?.access;
  const isCouch = response === undefined && rest.summary !== undefined;
  if (access === undefined || (response === undefined && !isCouch)) return { schema: { hide: true }, url };
  const media = rest.produces?.[0] ?? 'application/json';
  const answers = Object.entries(response ?? {}).map(([status, answer]) => {
    const description = status === '2xx' ? 'Done' : 'The same body, with this status';
    return [status === '2xx' ? '200' : status, { description, content: { [media]: { schema: answer } } }];
  });
  const who = typeof access === 'string' ? '' : `For accounts that act as ${access.join(', ')}.`;
  return {
    url,
    schema: {
      ...rest,
      ...(who === '' ? {} : { description: who }),
      security: access === 'public' ? [] : [access === 'guardian' ? { family: [] } : { bearer: [] }],
      response: isCouch ? AS_COUCH : Object.fromEntries(answers),
    },
  };
};

interface Document {
  paths?: Record<string, Record<string, { responses?: Record<string, object> }>>;
}

/** Every route may answer with a problem; the answer is described once and named everywhere. */
const addProblemAnswers = <D>(document: D): D => {
  for (const path of Object.values((document as Document).paths ?? {})) {
    for (const operation of Object.values(path)) {
      operation.responses = { ...operation.responses, default: { $ref: '#/components/responses/Problem' } };
    }
  }
  return document;
};

/** Describes every route mounted after it; `app.swagger()` is the document. */
export const addOpenApi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Học Bạ registry', version: VERSION, description: DESCRIPTION },
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'The access token of a sign-in; ten minutes',
          },
          family: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-hocba-family',
            description: 'The session of a guardian',
          },
        },
        schemas: { Problem: ProblemDocument as object },
        responses: {
          Problem: {
            description: 'Refused or failed',
            content: { [PROBLEM_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        },
      },
    },
    transform: describeRoute,
    transformObject: (document) =>
      addProblemAnswers('openapiObject' in document ? document.openapiObject : document.swaggerObject),
  });
};
