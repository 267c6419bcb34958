import { reportPolicy } from '@hocba/shared/contract/security';
import type { FastifyInstance, FastifyReply } from 'fastify';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // No text becomes code: the one address of a script that the app makes itself goes through its policy `app`.
  "require-trusted-types-for 'script'",
  'trusted-types app',
  `report-uri ${reportPolicy.path}`,
  'report-to policy',
].join('; ');

/** On every answer. `no-store` is the rule; only files that hold no data may be kept, and they say so themselves. */
const HEADERS = {
  'content-security-policy': CSP,
  'reporting-endpoints': `policy="${reportPolicy.path}"`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
  'cache-control': 'no-store',
} as const;

/**
 * Two years, in seconds; a browser that has seen it refuses plain http, so plain-http installations must not
 * send it.
 */
const HSTS = { 'strict-transport-security': 'max-age=63072000; includeSubDomains; preload' } as const;

/** The security headers of an installation at this address. */
export const securityHeaders = (publicUrl: string): Readonly<Record<string, string>> =>
  publicUrl.startsWith('https:') ? { ...HEADERS, ...HSTS } : HEADERS;

/** Pages with forms that browsers send by themselves: with no referrer at all they would send "null" as their origin. */
const FORM_PAGES = /^\/family(?:[/?]|$)/;

/** Sets the security headers before anything else can answer, so that refusals carry them too. */
export const addHeaders = (app: FastifyInstance, publicUrl: string): void => {
  const headers = securityHeaders(publicUrl);
  app.addHook('onRequest', async (request, reply: FastifyReply) => {
    reply.headers(headers);
    if (FORM_PAGES.test(request.url)) reply.header('referrer-policy', 'same-origin');
  });
};
