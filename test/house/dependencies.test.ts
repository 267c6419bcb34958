import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listImports } from './imports.ts';
import { readSources, root } from './source-files.ts';

type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>
>;

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** The packages that a folder's package.json asks for. */
const declaredBy = (folder: string): string[] => {
  const manifest = JSON.parse(read(join(folder, 'package.json'))) as Manifest;
  return Object.keys({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  });
};

const PACKAGES = ['shared', 'server', 'school-client', 'test'];
const sources = readSources();

/** Packages that no file imports by name, and why each stays. */
const UNNAMED: Readonly<Record<string, string>> = {
  '@fontsource/be-vietnam-pro': 'its font files are named in a style sheet',
  '@types/better-sqlite3': 'types of a package that has none of its own',
  '@types/nodemailer': 'types of a package that has none of its own',
  '@types/oidc-provider': 'types of a package that has none of its own',
  '@types/pg': 'types of a package that has none of its own',
  '@types/react': 'types of a package that has none of its own',
  '@types/react-dom': 'types of a package that has none of its own',
  '@types/smtp-server': 'types of a package that has none of its own',
  events: 'PouchDB imports it as the browser’s version of a module of Node',
};

it.each(PACKAGES)('the package %s imports every package that it declares', (folder) => {
  const own = sources.filter(({ path }) => path.startsWith(`${folder}/`));
  const used = new Set(
    listImports(own).map(({ to, isPackage }) => (isPackage ? to : `@hocba/${to.split('/')[0]}`)),
  );
  const text = own.map(({ lines }) => lines.join('\n')).join('\n');
  const idle = declaredBy(folder).filter(
    (name) => !used.has(name) && !text.includes(`'${name}`) && !(name in UNNAMED),
  );
  expect(idle).toEqual([]);
});

it('every package that no file imports by name is declared', () => {
  const declared = new Set(PACKAGES.flatMap(declaredBy));
  expect(Object.keys(UNNAMED).filter((name) => !declared.has(name))).toEqual([]);
});

it('the workspace lists the version of each declared package, and of no other', () => {
  const [, catalog = ''] = read('pnpm-workspace.yaml').split(/^catalog:$/m);
  const listed = [...catalog.matchAll(/^ {2}"?([^\s":]+)"?: \S+$/gm)].map(([, name]) => name);
  const declared = ['.', ...PACKAGES].flatMap(declaredBy).filter((name) => !name.startsWith('@hocba/'));
  expect(listed.toSorted()).toEqual([...new Set(declared)].toSorted());
});
