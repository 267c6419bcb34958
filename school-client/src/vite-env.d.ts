/// <reference types="vite/client" />
/// <reference types="vite-plugin-pwa/client" />

/** Version of the client, written by the build from the root package.json. */
declare const CLIENT_VERSION: string;

/** Each module adds one interface to browsers that lack it; none has types. */
declare module 'core-js/actual/*';
