import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { APP_PAGES, VERIFY_PAGES } from './addresses.ts';

/** The part of the worker's scope that this file uses; the library of worker types contradicts the one of pages. */
interface WorkerScope {
  /** The build puts the list of files here. */
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(
    type: 'activate',
    listener: (event: { waitUntil(done: Promise<void>): void }) => void,
  ): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}
declare const self: WorkerScope;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Pages are listed, not "everything but the registry's paths": a path the registry gets later must never be
// answered from here with a page. Nothing else is cached: answers of the registry hold personal data.
const appPage = createHandlerBoundToURL('/index.html');
registerRoute(new NavigationRoute(appPage, { allowlist: [...APP_PAGES] }));
registerRoute(new NavigationRoute(createHandlerBoundToURL('/verify.html'), { allowlist: [...VERIFY_PAGES] }));

// Any other address is the registry's to answer. When no answer comes, the app says that it has no such page: the
// browser's own page would look as if the whole app were gone.
registerRoute(new NavigationRoute((visit) => fetch(visit.request).catch(() => appPage(visit))));

// The first visit is served offline from its own second page on; an update takes over only by the message below.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
