import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { Caller } from '../people/caller.ts';

/** The arguments of a handler, typed from its endpoint. */
export interface Call<E extends Endpoint> {
  readonly body: BodyOf<E>;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly caller: E['access'] extends 'public' ? null : Caller;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Fastify's schema of an endpoint. The response schema lets out what it declares and drops the rest. */
export const schemaOf = (endpoint: Endpoint): FastifySchema => ({
  summary: endpoint.summary,
  ...(endpoint.params === undefined ? {} : { params: endpoint.params }),
  ...(endpoint.query === undefined ? {} : { querystring: endpoint.query }),
  ...(endpoint.headers === undefined ? {} : { headers: endpoint.headers }),
  ...(endpoint.body === undefined ? {} : { body: endpoint.body }),
  response: {
    '2xx': endpoint.response,
    ...Object.fromEntries((endpoint.statuses ?? []).map((status) => [status, endpoint.response])),
  },
  ...(endpoint.produces === undefined ? {} : { produces: [endpoint.produces] }),
});

/** Puts an endpoint of the contract on the server with its handler. */
export const mount = <E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: Call<E>) => Promise<ResponseOf<E>> | ResponseOf<E>,
): void => {
  app.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: schemaOf(endpoint),
    config: { access: endpoint.access },
    ...(endpoint.maxBytes === undefined ? {} : { bodyLimit: endpoint.maxBytes }),
    handler: async (request, reply) => {
      if (endpoint.produces !== undefined) reply.type(endpoint.produces);
      const { body, params, query, caller } = request;
      // The schemas above have checked what these types say.
      return handler({ body, params, query, caller, request, reply } as unknown as Call<E>);
    },
  });
};
