import type { Access } from '@hocba/shared/contract/endpoint';
import type { FastifyInstance } from 'fastify';

/** A route as it was declared. */
export interface DeclaredRoute {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The accounts that may call this route; an app with a route that does not say does not start. */
    access?: Access;
    /** The route takes forms with files. */
    takesFiles?: boolean;
    /** A file of the client, which counts for nobody's share of requests but the address's. */
    file?: true;
  }
  interface FastifyInstance {
    /** Every route declared so far. */
    readonly declaredRoutes: readonly DeclaredRoute[];
  }
}

/** Keeps the list of all routes, and refuses one that does not say who may call it. */
export const addRouteList = (app: FastifyInstance): void => {
  const routes: DeclaredRoute[] = [];
  app.decorate('declaredRoutes', routes);
  app.addHook('onRoute', ({ method, url, config }) => {
    const access = config?.access;
    if (access === undefined) throw new Error(`${method} ${url} does not say who may call it`);
    routes.push(...[method].flat().map((each) => ({ method: each, url, access })));
  });
};

/** Whether a path fits a route's pattern: `:name` is one segment. */
const fits = (pattern: string, path: string): boolean => {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, i) => (part.startsWith(':') ? given[i] !== '' : part === given[i]))
  );
};

/** The methods that a path has; none when it is unknown. A catch-all for files does not count. */
export const methodsOf = (app: FastifyInstance, path: string): string[] =>
  [...new Set(app.declaredRoutes.filter(({ url }) => fits(url, path)).map(({ method }) => method))].sort();
