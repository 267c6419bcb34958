import { readFileSync } from 'node:fs';
import * as contract from '@hocba/shared/contract/health';
import type { FastifyInstance } from 'fastify';
import { mount } from '../mount.ts';
import { probeReadiness, type ReadinessServices } from '../readiness.ts';

const { version } = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
) as {
  version: string;
};

/** Is the process there, can it work, and which version is it. */
export const addHealthRoutes = (
  app: FastifyInstance,
  services: ReadinessServices & { readonly demo: () => boolean },
): void => {
  mount(app, contract.healthz, () => ({ ok: true as const }));

  mount(app, contract.readyz, async ({ reply }) => {
    const readiness = await probeReadiness(services);
    if (!readiness.ready) reply.code(503);
    return readiness;
  });

  mount(app, contract.version, () => ({
    name: 'hocba' as const,
    version,
    time: services.clock(),
    demo: services.demo(),
  }));
};
