import { describe, expect, it } from 'vitest';
import { ARROWS, PACKAGES } from './arrows.ts';
import { findCycles, type Import, listImports } from './imports.ts';
import { readSources } from './source-files.ts';

const sources = readSources();
const isTest = (path: string) => /\.(test|fixture)\.tsx?$/.test(path);
const imports = listImports(sources);

const isIn = (room: string, path: string): boolean => path === room || path.startsWith(`${room}/`);
const roomOf = (path: string): string | undefined => Object.keys(ARROWS).find((room) => isIn(room, path));

/** Imports that no arrow allows. The tests and the parts of `test` may import everything. */
const againstTheArrows = (all: readonly Import[]): string[] =>
  all.flatMap(({ from, to, isPackage }) => {
    const room = roomOf(from);
    if (isPackage || room === undefined || isTest(from) || isIn(room, to)) return [];
    return ARROWS[room]?.some((other) => isIn(other, to)) ? [] : [`${from} imports ${to}`];
  });

/** Imports of packages outside the rooms that may use them. */
const outsideTheirRooms = (all: readonly Import[]): string[] =>
  all.flatMap(({ from, to, isPackage }) => {
    const rooms = isPackage ? PACKAGES[to] : undefined;
    if (rooms === undefined || isTest(from) || rooms.some((room) => isIn(room, from))) return [];
    return [`${from} imports ${to}`];
  });

/** The uses of one feature by another: code that two of them need belongs to model or ui. */
const betweenFeatures = (all: readonly Import[]): string[] =>
  all.flatMap(({ from, to }) => {
    const [, of] = /^school-client\/src\/features\/([^/]+)\//.exec(from) ?? [];
    const [, other] = /^school-client\/src\/features\/([^/]+)\//.exec(to) ?? [];
    return of === undefined || other === undefined || of === other ? [] : [`${from} imports ${to}`];
  });

/** Circles that are not untied yet, each by one of its files; none comes in. */
const TIED: readonly string[] = [];

describe('the arrows', () => {
  it('every file of the three packages lies in a room of the table', () => {
    const homeless = sources.filter(
      ({ path }) => /^(shared|server|school-client)\/src\//.test(path) && !isTest(path) && !roomOf(path),
    );
    expect(homeless.map(({ path }) => path).filter((path) => !path.endsWith('.d.ts'))).toEqual([]);
  });

  it('every room of the table has files', () => {
    const empty = Object.keys(ARROWS).filter((room) => !sources.some(({ path }) => isIn(room, path)));
    expect(empty).toEqual([]);
  });

  it('no file imports against them, nor a type', () => {
    expect(imports.length).toBeGreaterThan(2000);
    expect(againstTheArrows(imports)).toEqual([]);
    expect(betweenFeatures(imports)).toEqual([]);
  });

  it('no package is used outside the rooms that it belongs to', () => {
    expect(outsideTheirRooms(imports)).toEqual([]);
  });

  it('every room that may use a package uses it', () => {
    const idle = Object.entries(PACKAGES).flatMap(([name, rooms]) =>
      rooms.flatMap((room) =>
        imports.some(({ from, to, isPackage }) => isPackage && to === name && isIn(room, from))
          ? []
          : [`${room} does not import ${name}`],
      ),
    );
    expect(idle).toEqual([]);
  });

  it('no files import each other in a circle, nor their types', () => {
    const cycles = findCycles(imports.filter(({ from }) => !isTest(from)));
    expect(cycles.map(([first]) => first).toSorted()).toEqual(TIED.toSorted());
  });
});

describe('the refusals of the table', () => {
  const planted = (path: string, line: string) => listImports([{ path, lines: [line] }]);

  it.each([
    ['shared/src/school/planted.ts', "import '../record/fold.ts';"],
    ['shared/src/record/planted.ts', "import type { Verified } from '../credential/verify.ts';"],
    ['server/src/records/intake/planted.ts', "import { mount } from '../../http/mount.ts';"],
    [
      'server/src/storage/queries/planted.ts',
      "const intake = await import('../../records/intake/intake.ts');",
    ],
    ['server/src/replication/planted.ts', "export { readClassList } from '../schools/read-class.ts';"],
    ['server/src/replication/planted.ts', "import type { SheetId } from '@hocba/shared/school/identifiers';"],
    ['server/src/storage/planted.ts', "import { foldEntries } from '@hocba/shared/record/fold';"],
    ['server/src/http/planted.ts', "import {\n  runHocba,\n} from '../cli/hocba.ts';"],
    ['school-client/src/ui/planted.tsx', "import { SignIn } from '../features/account/sign-in.tsx';"],
    [
      'server/src/schools/planted.ts',
      "import type { Assigned } from '@hocba/server/records/assignments/assign';",
    ],
  ])('the table refuses a file %s that says %s', (path, line) => {
    expect(againstTheArrows(planted(path, line))).toHaveLength(1);
  });

  it.each([
    ['server/src/records/planted.ts', "import { eq } from 'drizzle-orm';"],
    ['server/src/people/planted.ts', "import type { FastifyInstance } from 'fastify';"],
    ['school-client/src/ui/planted.ts', "import PouchDB from 'pouchdb/lib/index-browser.es.js';"],
    ['shared/src/school/planted.ts', "import { compactVerify } from 'jose';"],
  ])('the table refuses a package where it does not belong: %s, %s', (path, line) => {
    expect(outsideTheirRooms(planted(path, line))).toHaveLength(1);
  });

  it('the table refuses one feature in another, and no neighbour of its own', () => {
    const path = 'school-client/src/features/account/planted.ts';
    expect(betweenFeatures(planted(path, "import '../gradebook/gradebook-page.tsx';"))).toHaveLength(1);
    expect(betweenFeatures(planted(path, "import './account-page.tsx';"))).toEqual([]);
  });

  it('the table refuses three files in a circle, one of whose arrows is a type', () => {
    const circle = [
      { path: 'server/src/a.ts', lines: ["import { b } from './b.ts';"] },
      { path: 'server/src/b.ts', lines: ["import type { C } from './c.ts';"] },
      { path: 'server/src/c.ts', lines: ["import { a } from './a.ts';", "import { d } from './d.ts';"] },
    ];
    expect(findCycles(listImports(circle))).toEqual([circle.map(({ path }) => path)]);
    expect(findCycles(listImports(circle.slice(0, 2)))).toEqual([]);
  });
});
