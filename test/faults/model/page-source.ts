import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Everything a tab exports. */
export type Page = typeof import('./page.ts').page;

/** The parts of a browser that every tab has for itself or shares with the tabs of its device only. */
export interface Browser {
  readonly indexedDB: IDBFactory;
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  readonly navigator: object;
  readonly BroadcastChannel: unknown;
  readonly Date: DateConstructor;
  readonly fetch: typeof fetch;
  /** The storage library, seeing only this device's databases. */
  readonly PouchDB: unknown;
}

/** Loads the page into a new tab. */
export type LoadPage = (browser: Browser) => Page;

interface Chunk {
  readonly code?: string;
  readonly imports?: readonly string[];
}
interface Builder {
  build(options: object): Promise<{ output: readonly Chunk[] } | { output: readonly Chunk[] }[]>;
}

const client = createRequire(new URL('../../../school-client/package.json', import.meta.url));

/** The page's script, and the names of the packages it asks for. */
const buildPage = async (): Promise<Required<Chunk>> => {
  const { build } = (await import(client.resolve('vite'))) as Builder;
  const entry = fileURLToPath(new URL('page.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: fileURLToPath(new URL('.', import.meta.url)),
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: { entry, formats: ['cjs'], fileName: 'page' },
      // One copy of each library is enough for all tabs; only code of the client keeps anything of a tab's own.
      rolldownOptions: { external: /^(pouchdb\/|typebox|react)/ },
    },
  });
  const [chunk] = [built].flat()[0]?.output ?? [];
  if (chunk?.code === undefined) throw new Error('the page was not built');
  return { code: chunk.code, imports: chunk.imports ?? [] };
};

/**
 * The things that a page finds under `globalThis`: its own navigator, because locks of this process would outlive a
 * tab.
 */
const globalOf = ({ navigator }: Browser): object =>
  new Proxy(globalThis, { get: (all, name) => (name === 'navigator' ? navigator : Reflect.get(all, name)) });

/** Builds the page once; loading it into a tab costs about a millisecond. */
export const openPageSource = async (): Promise<LoadPage> => {
  const { code, imports } = await buildPage();
  const packages = new Map<string, unknown>();
  for (const name of imports) packages.set(name, client(name));
  const names = ['indexedDB', 'localStorage', 'navigator', 'BroadcastChannel', 'Date', 'fetch'] as const;
  // Its own globals are parameters: what a page takes for the browser is the device's. It finds no classes of the
  // storage: it changes them for its own time, and here its changes would outlive it and gather from tab to tab.
  const none = ['IDBDatabase', 'IDBFactory'] as const;
  const script = new Function('require', 'module', 'exports', ...none, 'globalThis', ...names, code);
  return (browser) => {
    const module = { exports: {} };
    const load = (name: string): unknown =>
      name.startsWith('pouchdb/') ? browser.PouchDB : packages.get(name);
    const absent = none.map(() => undefined);
    script(load, module, module.exports, ...absent, globalOf(browser), ...names.map((name) => browser[name]));
    return (module.exports as { page: Page }).page;
  };
};
