/** Addresses whose page is the app; the service worker answers them with `index.html` without asking the registry. */
export const APP_PAGES: readonly RegExp[] = [
  /^\/(\?|$)/,
  /^\/(class|sheet|approvals)\//,
  /^\/(look-up|requests|consent|transfer-desk|oversight|slip|review-desk|families|disagreements|messages|account|passwords)(\/|\?|$)/,
];

/** Addresses of the public page, `verify.html`. */
export const VERIFY_PAGES: readonly RegExp[] = [/^\/verify(\/|\?|$)/];

/** Addresses that the registry answers; in development Vite passes these on to it. */
export const REGISTRY_PATHS: readonly string[] = [
  '/.well-known',
  '/accounts',
  '/alarms',
  '/auth',
  '/consent-codes',
  '/csp-reports',
  '/family',
  '/gateway',
  '/healthz',
  '/keys',
  '/link-codes',
  '/lookup-requests',
  '/lookups',
  '/objections',
  '/openapi.json',
  '/promises',
  '/pupils',
  '/readyz',
  '/record-slips',
  '/rescue',
  '/reviews',
  '/school-messages',
  '/schools',
  '/sync',
  '/transfers',
  '/trust-list',
  '/version',
];
