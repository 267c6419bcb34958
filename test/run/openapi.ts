import { writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { startRegistry } from '../fixtures/registry.ts';

/** The committed description of the HTTP interface. */
export const OPENAPI_FILE: string = fileURLToPath(new URL('../../server/openapi.json', import.meta.url));

/** The description as the committed file holds it. */
export const openApiText = (app: FastifyInstance): string => `${JSON.stringify(app.swagger(), null, 2)}\n`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const registry = await startRegistry();
  writeFileSync(OPENAPI_FILE, openApiText(registry.app));
  await registry.close();
}
