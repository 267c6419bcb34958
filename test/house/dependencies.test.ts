import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listImports } from './imports.ts';
import { readSources, root } from './source-files.ts';

type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>;

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = readSources();

/** Packages that no file imports by name, and why each stays. */
const UNNAMED: Readonly<Record<string, string>> = {
  '@fontsource/be-vietnam-pro': 'its font files are named in a style sheet',
  '@types/better-sqlite3': 'types of a package that has none of its own',
  '@types/pg': 'types of a package that has none of its own',
  '@types/react': 'types of a package that has none of its own',
  '@types/react-dom': 'types of a package that has none of its own',
  events: 'PouchDB imports it as the browser’s version of a module of Node',
};

it.each(['shared', 'server', 'school-client', 'test'])(
  '%s imports every package that it declares',
  (name) => {
    const manifest = JSON.parse(read(`${name}/package.json`)) as Manifest;
    const declared = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    const own = sources.filter(({ path }) => path.startsWith(`${name}/`));
    const used = new Set(
      listImports(own).map(({ to, isPackage }) => (isPackage ? to : `@hocba/${to.split('/')[0]}`)),
    );
    const text = own.map(({ lines }) => lines.join('\n')).join('\n');
    const idle = declared.filter(
      (name) => !used.has(name) && !text.includes(`'${name}`) && !(name in UNNAMED),
    );
    expect(idle).toEqual([]);
  },
);
