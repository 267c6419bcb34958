import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, RouteShorthandOptions } from 'fastify';

/** Files whose name carries a hash of their content never change; a year, in milliseconds. */
const HASHED = /^\/assets\//;
const YEAR_MS = 31_536_000_000;

/** Addresses that the app draws itself; a reload there gets the app's page. */
const APP_PAGES = [
  '/',
  '/class/*',
  '/sheet/*',
  '/approvals/*',
  '/look-up',
  '/look-up/requests',
  '/look-up/intake',
  '/requests',
  '/consent',
  '/transfer-desk',
  '/transfer-desk/*',
  '/oversight',
  '/slip',
  '/review-desk',
  '/review-desk/*',
  '/families',
  '/families/*',
  '/disagreements',
  '/messages',
  '/account',
  '/passwords',
];
const VERIFY_PAGES = ['/verify'];

const OPEN: RouteShorthandOptions = { config: { access: 'public', file: true } };

const addressesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length).split(sep).join('/'))
    .filter((address) => !address.startsWith('/.'));

/**
 * Serves the built client: one route per file that was there at the start, so that no path is ever joined from a
 * request. False when the client is not built.
 */
export const addClientFiles = async (app: FastifyInstance, folder: string): Promise<boolean> => {
  if (!existsSync(join(folder, 'index.html'))) return false;
  await app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, etag: true });
  const send = (reply: FastifyReply, address: string) => {
    const kept = HASHED.test(address) ? `public, max-age=${YEAR_MS / 1000}, immutable` : 'no-cache';
    return reply.header('cache-control', kept).sendFile(address.slice(1));
  };
  for (const address of addressesOf(folder)) {
    app.get(address, OPEN, (_request, reply) => send(reply, address));
  }
  for (const page of APP_PAGES) app.get(page, OPEN, (_request, reply) => send(reply, '/index.html'));
  for (const page of VERIFY_PAGES) app.get(page, OPEN, (_request, reply) => send(reply, '/verify.html'));
  return true;
};
