import { describe, expect, it } from 'vitest';
import { readTestTitles, readTitles, titlesOf } from './test-titles.ts';

/*
 * A title is read alone in a list of failures: it names its subject and what becomes of it, without the words of the
 * group around it. A machine sees the beginning: a title that begins with a verb or a word that hangs on another one
 * has left its subject to its group.
 */

/** Numbers of faults and findings that catalogues are made of. */
const NUMBERS = /^(?:(?:E\d+|fault \d+|field \d+)(?:, )?)+: /;

/** Words that a subject does not begin with. */
const HANGING = new Set(
  ['is are was were be been has have had does do did can cannot may might must will would should']
    .concat('never not also only just then again either that which who whom whose whoever what whatever')
    .concat('and or but as by on off from with into onto about than because after before while')
    .concat(
      'give keep take lose get come go fold say show stay become refuse finalise replicate agree add need',
    )
    .join(' ')
    .split(' '),
);

/** Words in -s that are nouns; every other one is taken for a verb. */
const NOUNS = new Set(
  'accounts acts approvals assignments attachments blanks bodies bytes cells checkpoints classes codes columns'
    .concat(' databases devices documents echoes entries errors failures figures findings headings heads')
    .concat(' heartbeats ids jobs keys levels lines numbers people pupils receipts remarks rows schools')
    .concat(' sessions sheets sign-ins subjects submissions tabs teachers tests texts titles tokens values')
    .concat(' vectors verdicts words years progress')
    .split(' '),
);
/** Words in -s that are nouns or verbs, and the words that show the noun: `names of pupils`, not `names a pupil`. */
const EITHER = new Set('answers changes commits copies lists marks names reads records runs'.split(' '));
const BEHIND_NOUN = /^(and|are|at|by|come|entered|follow|from|go|have|in|lost|of|stand|that|with|without)$/;

/** Whether a title can stand alone, as far as its beginning shows. */
const isNamed = (title: string): boolean => {
  const words = title.replace(NUMBERS, '').split(/[\s,:]+/);
  const [first = '', second = ''] = words;
  if (words.length < 2 || HANGING.has(first.toLowerCase())) return false;
  if (!/^[a-z-]+s$/.test(first)) return true;
  return NOUNS.has(first) || (EITHER.has(first) && BEHIND_NOUN.test(second));
};

/** Titles that rows or other titles give: what they say stands there and is checked there. */
const GIVEN = new Set(['test/conformance/run.test.ts: %s']);

describe('titles of tests', () => {
  const titles = readTestTitles();

  it('every title of a test names its subject before anything else', () => {
    expect(titles.length).toBeGreaterThan(1800);
    const bare = titles.filter(({ path, title }) => !isNamed(title) && !GIVEN.has(`${path}: ${title}`));
    expect(bare.map(({ path, line, title }) => `${path}:${line}: ${title}`)).toEqual([]);
  });

  it('no group of tests is named after a question word', () => {
    const groups = readTitles().filter(({ isGroup }) => isGroup);
    expect(groups.length).toBeGreaterThan(150);
    const asked = groups.filter(({ title }) => {
      return /^(what|who|whose|whom|whoever) /.test(title.replace(NUMBERS, ''));
    });
    expect(asked.map(({ path, line, title }) => `${path}:${line}: ${title}`)).toEqual([]);
  });
});

it.each([
  'a registry that is full says so',
  'fault 3, fault 22: entries of one computer end in order',
  'names of ethnic groups are told once',
  'hocba restore overwrites no database',
])('a title with a subject is let through: %s', (title) => {
  expect(isNamed(title)).toBe(true);
});

it.each([
  'opens with the version that is there',
  'E4: counts nothing as sent whose answer was lost',
  'names the file that is missing',
  'is the same for one name',
  'of',
  'Is the same for one name',
  '%s',
  'that another pupil has is shown',
])('a title without a subject is found: %s', (title) => {
  expect(isNamed(title)).toBe(false);
});

it('a title is read behind rows with types, brackets and quotes of their own', () => {
  const lines = [
    "describe('a group', () => {",
    "  it.each<[string, () => void]>([['a (', () => it]])(",
    "    'a row of %s is read',",
    '    () => undefined,',
    '  );',
    "  it('a test is read', () => undefined);",
    '});',
  ];
  expect(titlesOf({ path: 'a.test.ts', lines })).toEqual([
    { path: 'a.test.ts', line: 1, title: 'a group', isGroup: true },
    { path: 'a.test.ts', line: 3, title: 'a row of %s is read', isGroup: false },
    { path: 'a.test.ts', line: 6, title: 'a test is read', isGroup: false },
  ]);
});
