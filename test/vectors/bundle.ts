import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sourceOf } from './run-vectors.ts';

const client = fileURLToPath(new URL('../../school-client/package.json', import.meta.url));
const runner = fileURLToPath(new URL('run-case.ts', import.meta.url));

/** As much of vite as is used here; the package belongs to the school client, which is built with it. */
interface Vite {
  build(config: object): Promise<unknown>;
}

const entryText = (modules: readonly string[]): string => {
  const imports = modules.map((name, i) => `import * as m${i} from ${JSON.stringify(sourceOf(name))};`);
  const table = modules.map((name, i) => `${JSON.stringify(name)}: m${i}`);
  return `${imports.join('\n')}
import { runFile } from ${JSON.stringify(runner)};
const modules = { ${table.join(', ')} };
globalThis.runVectors = (file) => runFile(file, modules[file.module]);
`;
};

/**
 * Builds these modules of the shared rules for browsers, minified as the school client is, into one script in a
 * folder. Gives the script's path; loaded, it leaves a function `runVectors(file)` behind.
 */
export const buildForBrowser = async (modules: readonly string[], folder: string): Promise<string> => {
  const entry = join(folder, 'entry.ts');
  writeFileSync(entry, entryText(modules));
  const { build } = (await import(pathToFileURL(createRequire(client).resolve('vite')).href)) as Vite;
  await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: {
      target: 'es2024',
      minify: true,
      outDir: join(folder, 'built'),
      lib: { entry, formats: ['iife'], name: 'vectors', fileName: () => 'vectors.js' },
    },
  });
  return join(folder, 'built', 'vectors.js');
};
