import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The program by which the registry draws families' pages, and their style sheet. It stands below `.family`, which no
 * address leads to; the style sheet stands among the assets of the client.
 */
const pages: InlineConfig = {
  configFile: false,
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'node22',
    ssr: here('src/family/render.tsx'),
    outDir: here('dist'),
    emptyOutDir: false,
    ssrEmitAssets: true,
    minify: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: { entryFileNames: '.family/pages.js', chunkFileNames: '.family/[name]-[hash].js' },
    },
  },
  ssr: { noExternal: true },
};

/**
 * The programs by which a phone checks a signed year itself, keeps it, and makes photos smaller, for browsers from Chrome 80 on. Their addresses have
 * no hash, because the pages that name them are drawn by the program above.
 */
const check: InlineConfig = {
  configFile: false,
  root: here('.'),
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'chrome80',
    outDir: here('dist'),
    emptyOutDir: false,
    modulePreload: false,
    rolldownOptions: {
      input: {
        'family-check': here('src/family/check/check.ts'),
        'family-keep': here('src/family/keep/keep.ts'),
        'family-photo': here('src/family/photo/photo.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'assets/family-[name]-[hash].js' },
    },
  },
};

/** Builds families' pages after the client, so that one command builds everything. */
export const familyPages: Plugin = {
  name: 'hocba-family-pages',
  apply: 'build',
  enforce: 'post',
  closeBundle: {
    order: 'post',
    sequential: true,
    handler: async () => {
      await build(pages);
      await build(check);
    },
  },
};
