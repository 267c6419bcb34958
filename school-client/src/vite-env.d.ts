/// <reference types="vite/client" />
/// <reference types="vite-plugin-pwa/client" />

/** Version of the client, written by the build from the root package.json. */
declare const CLIENT_VERSION: string;
