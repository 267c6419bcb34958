import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Downward } from '@hocba/shared/documents/downward';
import { Internal } from '@hocba/shared/documents/internal';
import { Upward } from '@hocba/shared/documents/upward';
import { describe, expect, it } from 'vitest';
import { listDocuments, readSources, root } from './source-files.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const GUIDE = read('server/OPERATING.md');
const DESIGN = read('server/DESIGN.md');

const sources = readSources();
const shipped = sources.filter(
  ({ path }) => !/\.test\.tsx?$|\.fixture\.ts$/.test(path) && !path.startsWith('test/'),
);
const textOf = (prefix: string): string =>
  shipped
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ lines }) => lines.join('\n'))
    .join('\n');

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

/** Names that a text does not show in backticks. */
const undescribed = (names: readonly string[], text: string): string[] =>
  names.filter((name) => !text.includes(`\`${name}\``));

describe('the operator’s guide describes', () => {
  it('the operator’s guide describes every variable of the environment, with its default', () => {
    const text = textOf('server/src/config.ts');
    const variables = found(text, /^ {2}([A-Z][A-Z_]+): (?:text|file|whole)\(/gm);
    expect(variables.length).toBeGreaterThan(10);
    const rows = GUIDE.split('\n');
    const bare = variables.filter((name) => !rows.some((row) => row.startsWith(`| \`${name}\``)));
    expect(bare).toEqual([]);
    const wrong = found(text, /^ {2}([A-Z_]+: (?:file|whole)\('[^']+')/gm).filter((declared) => {
      const [name = '', value = ''] = declared.split(/: \w+\('/);
      return !rows.some(
        (row) => row.startsWith(`| \`${name}\``) && row.includes(`\`${value.slice(0, -1)}\``),
      );
    });
    expect(wrong).toEqual([]);
  });

  it('the operator’s guide describes every command, with its actions', () => {
    const usages = textOf('server/src/cli/');
    const words = found(textOf('server/src/cli/hocba.ts'), /^ {2}([a-z]+): \{\s+summary:/gm);
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !GUIDE.includes(`\`hocba ${word}`))).toEqual([]);
    const actions = found(usages, /^(?:export const usage = `Usage: | {2})hocba ([a-z]+ [a-z]+)/gm);
    expect(actions.length).toBeGreaterThan(5);
    expect(
      undescribed(
        actions.map((action) => `hocba ${action}`),
        GUIDE,
      ),
    ).toEqual([]);
  });

  it('the operator’s guide describes every event of the log', () => {
    const text = textOf('server/src/');
    const events = [
      ...found(text, /\bevent: '([a-z]+\.[a-z]+)'/g),
      ...found(text, /\blog(?:\.(?:info|warn|error|fatal))?\((?:[^()]|\([^()]*\))*'([a-z]+\.[a-z]+)'/g),
      ...found(text.match(/const event = [^;]*;/g)?.join('\n') ?? '', /'([a-z]+\.[a-z]+)'/g),
    ];
    expect(events.length).toBeGreaterThan(10);
    expect(undescribed(events, GUIDE)).toEqual([]);
  });

  it('the operator’s guide describes every act of the audit', () => {
    const acts = found(
      textOf('server/src/'),
      /(?:\baction(?:: | = )|\bauditOf\(|\baudited\()'([a-z-]+\.[a-z-]+)'/g,
    );
    expect(acts.length).toBeGreaterThan(20);
    expect(undescribed(acts, GUIDE)).toEqual([]);
  });

  it('the operator’s guide describes every check of readiness', () => {
    const document = JSON.parse(read('server/openapi.json'));
    const { checks } =
      document.paths['/readyz'].get.responses['200'].content['application/json'].schema.properties;
    expect(undescribed(Object.keys(checks.properties), GUIDE)).toEqual([]);
  });
});

describe('the design describes', () => {
  it('the design describes every endpoint', () => {
    const { paths } = JSON.parse(read('server/openapi.json')) as { paths: Record<string, object> };
    const endpoints = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(endpoints.length).toBeGreaterThan(10);
    expect(undescribed(endpoints, DESIGN)).toEqual([]);
  });

  it('the design describes every kind of document, and no other', () => {
    const kinds = [...Upward.anyOf, ...Downward.anyOf, ...Internal.anyOf].map(
      ({ properties }) => properties.kind.const,
    );
    const section = DESIGN.split('## Documents between')[1]?.split('\n## ')[0] ?? '';
    expect(found(section, /^\| `([a-z]+)`/gm).toSorted()).toEqual(kinds.toSorted());
  });

  it('the design describes what every table of the database is trusted for', () => {
    const tables = found(
      readSources()
        .filter(({ path }) => path.startsWith('server/src/storage/tables/'))
        .map(({ lines }) => lines.join('\n'))
        .join('\n'),
      /pgTable\(\s*'([a-z_]+)'/g,
    );
    expect(tables.length).toBeGreaterThan(20);
    const section = DESIGN.split('## Trust in each store')[1]?.split('\n## ')[0] ?? '';
    expect(undescribed(tables, section)).toEqual([]);
  });
});

describe('documents', () => {
  it('documents link only to files that are there', () => {
    const broken = listDocuments().flatMap((path) =>
      [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, target]) => target ?? '')
        .filter((target) => !/^[a-z]+:/.test(target) && !target.startsWith('#'))
        .filter((target) => !existsSync(resolve(root, dirname(path), target.split('#')[0] ?? '')))
        .map((target) => `${path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('documents name only files that are there', () => {
    const missing = [
      ['README.md', ''],
      ['server/DESIGN.md', 'server/'],
      ['school-client/DESIGN.md', 'school-client/'],
    ].flatMap(([path = '', base = '']) =>
      found(read(path), /`((?:shared|server|school-client|test|src)\/[\w./-]+)`/g)
        .filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, base, name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('the glossary holds only terms that the code uses', () => {
    const squeeze = (text: string) => text.toLowerCase().replace(/[-_ ]/g, '');
    const code = squeeze(['shared/src/', 'server/src/', 'school-client/src/'].map(textOf).join('\n'));
    const terms = found(read('shared/GLOSSARY.md'), /^\| ([a-z][^|]*?) *\|/gm)
      .map((row) => row.replace(/\([^)]*\)|`[^`]*`/g, ''))
      .flatMap((row) => row.split(/[/,:]/))
      .map((term) => term.trim())
      .filter((term) => term !== '');
    expect(terms.length).toBeGreaterThan(30);
    expect(terms.filter((term) => !code.includes(squeeze(term)))).toEqual([]);
  });
});
