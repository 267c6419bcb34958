import * as contract from '@hocba/shared/contract/health';
import type { FastifyInstance } from 'fastify';
import { mount } from '../mount.ts';
import { type ReadinessServices, readinessReader } from '../readiness.ts';
import { VERSION } from '../version.ts';

/** Is the process there, can it work, and which version is it. */
export const addHealthRoutes = (
  app: FastifyInstance,
  services: ReadinessServices & { readonly demo: () => boolean },
): void => {
  mount(app, contract.healthz, () => ({ ok: true as const }));

  const read = readinessReader(services);
  mount(app, contract.readyz, async ({ reply }) => {
    const readiness = await read();
    if (!readiness.ready) reply.code(503);
    return readiness;
  });

  mount(app, contract.version, () => ({
    name: 'hocba' as const,
    version: VERSION,
    time: services.clock(),
    demo: services.demo(),
  }));
};
