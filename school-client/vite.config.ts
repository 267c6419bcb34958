import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type InlineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import packageJson from '../package.json' with { type: 'json' };
import manifest from './manifest.ts';
import { REGISTRY_PATHS } from './src/app/addresses.ts';
import { familyPages } from './vite-family.ts';

const REGISTRY = 'http://127.0.0.1:8787';

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The PWA plugin asks for a service worker in one file by an option that Rolldown calls deprecated with a warning. This
 * asks for it by the option's present name.
 */
const inOneFile = ({ build }: InlineConfig): void => {
  const output = build?.rollupOptions?.output;
  if (output === undefined || Array.isArray(output)) return;
  Object.assign(output, { inlineDynamicImports: undefined, codeSplitting: false });
};

/** Puts into both pages what stands there while their program is fetched. */
const arriving: Plugin = {
  name: 'hocba-arriving',
  transformIndexHtml: (html) =>
    html.replace('<!-- arriving.html -->', () => readFileSync(page('arriving.html'), 'utf8')),
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  define: { CLIENT_VERSION: JSON.stringify(packageJson.version) },
  server: { proxy: Object.fromEntries(REGISTRY_PATHS.map((path) => [path, REGISTRY])) },
  build: {
    target: 'es2024',
    assetsInlineLimit: 0, // the content policy allows no data: fonts or images from style sheets
    manifest: true,
    rolldownOptions: { input: { index: page('index.html'), verify: page('verify.html') } },
  },
  plugins: [
    react(),
    arriving,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'service-worker.ts',
      registerType: 'prompt',
      injectRegister: false, // the script tag it would add is ours: src/app/register-worker.ts
      manifest,
      integration: { configureCustomSWViteBuild: inOneFile },
      injectManifest: { globPatterns: ['**/*.{html,js,css,woff2,svg,png,webmanifest}'] },
    }),
    familyPages,
  ],
});
