import { describe, expect, it } from 'vitest';
import { findImpurities } from './pure-rules.ts';
import { readSources } from './source-files.ts';

const FOLDERS = ['marks', 'regulations', 'record', 'lifecycle', 'calendar'];
/** The modules that those folders rest on are held to this rule, or a clock could come in by the back door. */
const BELOW = ['school', 'text', 'branded.ts', 'problems.ts'];

const shipped = readSources().filter(({ path }) => !/\.test\.ts$|\.fixture\.ts$/.test(path));
const within = (names: readonly string[]) =>
  shipped.filter(({ path }) => names.some((name) => path.startsWith(`shared/src/${name}`)));

describe('marks, regulations, record, lifecycle and calendar', () => {
  it.each(FOLDERS)('the folder %s asks nothing of the machine', (folder) => {
    const files = within([`${folder}/`]);
    expect(files.length).toBeGreaterThan(1);
    expect(findImpurities(files)).toEqual([]);
  });

  it('the modules that those folders rest on ask nothing of the machine either', () => {
    expect(findImpurities(within(BELOW))).toEqual([]);
  });
});

describe('a planted line is found:', () => {
  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const clock = Date;',
    'const started = performance.now();',
    'setTimeout(run, 1000);',
    'const today = Temporal.Now.plainDateISO();',
    'const luck = Math.random();',
    'const id = crypto.randomUUID();',
    'const id = ulid();',
    "const name = 'ÁNH'.toLocaleLowerCase();",
    'names.sort((a, b) => a.localeCompare(b));',
    "const collator = new Intl.Collator('vi');",
    'const shown = average.toLocaleString();',
    'const language = navigator.language;',
    "const table = await fetch('/table.json');",
    "localStorage.setItem('mark', '85');",
    'console.log(mark);',
    'const level = process.env.LEVEL;',
    "const fs = require('node:fs');",
    "const { readFileSync } = await import('node:fs');",
    "import { readFileSync } from 'node:fs';",
    "import { readFileSync } from 'fs';",
    "import fastify from 'fastify';",
    "import { useMemo } from 'react';",
    "import { eq } from 'drizzle-orm';",
    "} from 'pouchdb-core';",
    "import 'vitest';",
    "import { verify } from '@hocba/shared/credential/verify/verify';",
    "export { ulid } from 'ulid';",
  ])('a planted line is found: %s', (line) => {
    expect(findImpurities([{ path: 'planted.ts', lines: ['export const a = 1;', line] }])).not.toEqual([]);
  });
});

describe('a harmless line is let through:', () => {
  it.each([
    "import { Type } from 'typebox';",
    "import { divideHalfUp } from '../half-up.ts';",
    "import type { LocalDate } from '../school/identifiers.ts';",
    'const date: LocalDate = parseLocalDate(text);',
    'interface Pupil { readonly birthDate: LocalDate }',
    '// Date.now() would give the hour of the device',
    "/** Never `new Date()`: the caller's clock. */",
    'const processed = marks.map(round);',
    'const key = text.toLowerCase();',
  ])('a harmless line is let through: %s', (line) => {
    expect(findImpurities([{ path: 'planted.ts', lines: [line] }])).toEqual([]);
  });
});
