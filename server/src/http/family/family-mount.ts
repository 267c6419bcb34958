import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '@hocba/shared/contract/endpoint';
import type { FormProblem, Next } from '@hocba/shared/contract/family/sign-in';
import { RegistryError } from '@hocba/shared/problems';
import type { Language } from '@hocba/shared/text/language';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { schemaOf } from '../mount.ts';
import { problemDocument } from '../problem-document.ts';
import type { RenderFamily } from './family-pages.ts';

/** The arguments of a handler of a family's page, typed from its endpoint. */
export interface FamilyCall<E extends Endpoint> {
  readonly body: BodyOf<E>;
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly guardian: E['access'] extends 'guardian' ? GuardianCaller : null;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Draws pages, once the client is built, in the language of the request. */
export interface FamilyDrawing {
  readonly render: RenderFamily | undefined;
  readonly languageOf: (request: FastifyRequest) => Language;
}

/** Whether a browser asks for a page; a program asks for JSON. */
export const wantsHtml = ({ headers }: FastifyRequest): boolean =>
  /\btext\/html\b/.test(headers.accept ?? '');

const routeOf = (endpoint: Endpoint, handler: RouteHandlerMethod) => ({
  method: endpoint.method,
  url: endpoint.path,
  schema: schemaOf(endpoint),
  config: { access: endpoint.access, takesFiles: endpoint.maxBytes !== undefined },
  ...(endpoint.maxBytes === undefined ? {} : { bodyLimit: endpoint.maxBytes }),
  handler,
});

/** The schemas have checked what these types say. */
const callOf = <E extends Endpoint>(request: FastifyRequest, reply: FastifyReply): FamilyCall<E> => {
  const { body, params, query, guardian } = request;
  return { body, params, query, guardian, request, reply } as unknown as FamilyCall<E>;
};

const show = <View extends object>(
  { render, languageOf }: FamilyDrawing,
  request: FastifyRequest,
  reply: FastifyReply,
  view: View,
): View => {
  if (render === undefined || !wantsHtml(request)) return view;
  void reply.type('text/html; charset=utf-8');
  // HTML where the schema says JSON: Fastify sends a text as it is.
  return render(view as never, languageOf(request)) as unknown as View;
};

/** Puts a page of families on the server: HTML for browsers, its view for programs that ask for JSON. */
export const mountPage = <E extends Endpoint>(
  app: FastifyInstance,
  drawing: FamilyDrawing,
  endpoint: E,
  handler: (call: FamilyCall<E>) => Promise<ResponseOf<E> & object> | (ResponseOf<E> & object),
): void => {
  app.route(
    routeOf(endpoint, async (request, reply) =>
      show(drawing, request, reply, await handler(callOf<E>(request, reply))),
    ),
  );
};

/** Puts a table of families on the server: a file for browsers under a name without personal data, JSON for programs. */
export const mountTable = <E extends Endpoint>(
  app: FastifyInstance,
  drawing: FamilyDrawing,
  { endpoint, name }: { readonly endpoint: E; readonly name: string },
  handler: (call: FamilyCall<E>) => Promise<ResponseOf<E> & object>,
): void => {
  app.route(
    routeOf(endpoint, async (request, reply) => {
      const answer = show(drawing, request, reply, await handler(callOf<E>(request, reply)));
      if (typeof answer !== 'string') return answer;
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`);
      return answer;
    }),
  );
};

/** A form, and the page on which it stands, which is shown again with the problem. */
interface Form<E extends Endpoint, Done> {
  readonly act: (call: FamilyCall<E>) => Promise<Done>;
  readonly again: (call: FamilyCall<E>, problem: FormProblem) => Promise<object> | object;
  /** The fields as people type them, in the form of the schema: a date with slashes, a code in groups. */
  readonly tidy?: (typed: Readonly<Record<string, unknown>>) => object;
}

/** A form that leads on: it does something and answers where to go. */
export type FamilyForm<E extends Endpoint> = Form<E, Next>;

type Done = (request: FastifyRequest, reply: FastifyReply, done: object) => object;

/** The handler of a form: what was done, or the page again with the problem and its status. */
const handlerOf =
  <E extends Endpoint>(
    drawing: FamilyDrawing,
    { act, again }: Form<E, object>,
    done: Done,
  ): RouteHandlerMethod =>
  async (request, reply) => {
    const call = callOf<E>(request, reply);
    try {
      if (request.validationError !== undefined) throw request.validationError;
      return done(request, reply, await act(call));
    } catch (error) {
      if (drawing.render === undefined || !wantsHtml(request)) throw error;
      const { code, status } = problemDocument(error);
      if (code === 'NOT_FOUND' || (status >= 500 && !(error instanceof RegistryError))) throw error;
      const wait = error instanceof RegistryError ? (error.retryAfterSeconds ?? null) : null;
      void reply.code(status);
      return show(drawing, request, reply, await again(call, { code, retryAfterSeconds: wait }));
    }
  };

const tidying = <E extends Endpoint>({ tidy }: Form<E, object>) =>
  tidy === undefined
    ? {}
    : {
        preValidation: async (request: FastifyRequest) => {
          const { body } = request;
          if (typeof body === 'object' && body !== null) request.body = tidy(body as Record<string, unknown>);
        },
      };

/**
 * Puts a form of families on the server. A browser goes on to the next page, or sees the form again with the fault and
 * with the status of the problem; programs get JSON.
 */
export const mountForm = <E extends Endpoint>(
  app: FastifyInstance,
  drawing: FamilyDrawing,
  endpoint: E,
  form: FamilyForm<E>,
): void => {
  const done: Done = (request, reply, next) =>
    wantsHtml(request) ? reply.redirect((next as Next).next, 303) : next;
  app.route({
    ...routeOf(endpoint, handlerOf(drawing, form, done)),
    ...tidying(form),
    attachValidation: true,
  });
};

/** Puts a form on the server whose answer is told once, on the page that it leads to: nothing of it is in an address. */
export const mountMaking = <E extends Endpoint>(
  app: FastifyInstance,
  drawing: FamilyDrawing,
  endpoint: E,
  form: Form<E, ResponseOf<E> & object>,
): void => {
  const done: Done = (request, reply, view) => show(drawing, request, reply, view);
  app.route({ ...routeOf(endpoint, handlerOf(drawing, form, done)), attachValidation: true });
};

/** Puts a file of a family on the server: its exact text, for programs and browsers alike. */
export const mountFile = <E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (call: FamilyCall<E>) => Promise<ResponseOf<E> & string>,
): void => {
  app.route(
    routeOf(endpoint, async (request, reply) => {
      if (endpoint.produces !== undefined) void reply.type(endpoint.produces);
      return handler(callOf<E>(request, reply));
    }),
  );
};

/** Puts a picture on the server: its bytes for browsers, its view in base64 for programs that ask for JSON. */
export const mountPicture = <E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  handler: (
    call: FamilyCall<E>,
  ) => Promise<ResponseOf<E> & { readonly type: string; readonly content: string }>,
): void => {
  app.route(
    routeOf(endpoint, async (request, reply) => {
      const picture = await handler(callOf<E>(request, reply));
      if (/\bapplication\/json\b/.test(request.headers.accept ?? '')) return picture;
      void reply.type(picture.type);
      return Buffer.from(picture.content, 'base64');
    }),
  );
};
