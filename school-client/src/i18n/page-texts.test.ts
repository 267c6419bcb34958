import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { viDoor } from './vi-door-texts.ts';
import { viWork } from './vi-work-texts.ts';

/** The files that a page has loaded before it shows anything: parts that are fetched later are not followed. */
const filesOf = (entry: string): ReadonlyMap<string, string> => {
  const files = new Map<string, string>();
  const visit = (file: URL): void => {
    if (files.has(file.href)) return;
    const source = readFileSync(file, 'utf8');
    files.set(file.href, source);
    const imports = source.matchAll(/^(?:import|export)(?! type)\b[^;]*?'(\.[^']+\.tsx?)';/gm);
    for (const [, path = ''] of imports) visit(new URL(path, file));
  };
  visit(new URL(entry, import.meta.url));
  return files;
};

/** The areas whose texts these files show. */
const areasOf = (files: ReadonlyMap<string, string>): string[] => {
  const areas = [...files.values()].flatMap((source) => [
    ...[...source.matchAll(/useTranslation\(([^)]*)\)/g)].flatMap(
      ([, names = '']) => names.match(/\w+/g) ?? [],
    ),
    ...[...source.matchAll(/\bt\(\s*['"`](\w+):/g)].map(([, name = '']) => name),
  ]);
  return [...new Set(areas)].sort();
};

test('every text that is shown before the work is fetched is part of the first load', () => {
  const files = filesOf('../app/main.tsx');
  expect([...files.keys()].some((file) => file.endsWith('/app/door/sign-in-form.tsx'))).toBe(true);
  expect([...files.keys()].filter((file) => file.endsWith('/app/shell.tsx'))).toEqual([]);
  expect(areasOf(files)).toEqual(Object.keys(viDoor).sort());
});

/** The pages that the tables of addresses fetch, and whether the texts of the pages beside the marks come with them. */
const listFetched = (): { page: string; isAside: boolean }[] =>
  ['../app/routes.tsx', '../app/pages/aside-pages.tsx'].flatMap((table) => {
    const file = new URL(table, import.meta.url);
    const found = readFileSync(file, 'utf8').matchAll(/(withTexts\()?import\('(\.[^']+\.tsx)'\)/g);
    return [...found].map(([, aside, page = '']) => ({
      page: new URL(page, file).href,
      isAside: aside !== undefined,
    }));
  });

test('every page behind the door has its texts with it, also when it is the first one that is opened', () => {
  const pages = listFetched();
  expect(pages.filter(({ isAside }) => isAside).length).toBeGreaterThan(2);
  expect(pages.filter(({ isAside }) => !isAside).length).toBeGreaterThan(2);
  const there = new Set(Object.keys({ ...viDoor, ...viWork }));
  const lacking = [
    { page: new URL('../app/shell.tsx', import.meta.url).href, isAside: false },
    ...pages,
  ].flatMap(({ page, isAside }) => {
    const areas = areasOf(filesOf(page));
    const needsAside = areas.some((area) => !there.has(area));
    return needsAside === isAside ? [] : [page];
  });
  expect(lacking).toEqual([]);
});

test('the page of a verifier without an account shows no other texts than those it brings', () => {
  expect(areasOf(filesOf('../public/main.tsx'))).toEqual(['verify']);
});
