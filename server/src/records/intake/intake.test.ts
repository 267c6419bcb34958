import type { SheetId, StudentId } from '@hocba/shared/school/identifiers';
import { expect, it } from 'vitest';
import { submissionLog } from '../../log/submission-log.ts';
import type { Caller } from '../../people/caller.ts';
import { classDirectory } from '../class-directory.ts';
import {
  CLASS,
  CLERK,
  entryOf,
  HEAD,
  HOMEROOM_TEACHER,
  NAME,
  NOW,
  openSmallClass,
  PUPILS,
  TEACHER,
  upwardHead,
} from '../projection/small-class.fixture.ts';
import { acceptUpward } from './intake.ts';

const SHEET = '7A1:toan:hk1' as SheetId;
const entry = (by: Caller, sheet = SHEET) => entryOf(by, sheet, [[PUPILS[0] as StudentId, 'tx1', 85, null]]);
const close = (by: Caller) => ({
  ...upwardHead(by, 'close', SHEET),
  kind: 'close',
  sheet: SHEET,
  digest: 'a'.repeat(64),
});
const approval = (by: Caller, kind: string) => ({
  ...upwardHead(by, kind, CLASS),
  kind,
  class: CLASS,
  records: [[PUPILS[0], 'a'.repeat(64)]],
});
const FOREIGN: Caller = { ...TEACHER, school: '08000102' as Caller['school'] };
const OTHER_YEAR: Caller = { ...TEACHER, assignments: [] };

it.each([
  ['the teacher of the sheet', TEACHER, entry(TEACHER), undefined],
  ['the clerk for the teacher', CLERK, entry(CLERK), undefined],
  ['an unknown member', TEACHER, { ...entry(TEACHER), extra: 1 }, 'DOCUMENT_MALFORMED'],
  ['a member missing', TEACHER, { ...entry(TEACHER), at: undefined }, 'DOCUMENT_MALFORMED'],
  ['not a document at all', TEACHER, null, 'DOCUMENT_MALFORMED'],
  ['a newer version', TEACHER, { ...entry(TEACHER), v: 2 }, 'CLIENT_TOO_NEW'],
  ['an id about another sheet', TEACHER, { ...entry(TEACHER), sheet: '7A1:van:hk1' }, 'DOCUMENT_MALFORMED'],
  ['somebody else’s name', CLERK, entry(TEACHER), 'AUTHOR_MISMATCH'],
  ['the homeroom teacher on a subject', HOMEROOM_TEACHER, entry(HOMEROOM_TEACHER), 'OUT_OF_SCOPE'],
  ['a teacher of another school', FOREIGN, entry(FOREIGN), 'OUT_OF_SCOPE'],
  ['a teacher without this class', OTHER_YEAR, entry(OTHER_YEAR), 'OUT_OF_SCOPE'],
  ['a class that does not exist', CLERK, entry(CLERK, '7A9:toan:hk1' as SheetId), 'CLASS_UNKNOWN'],
  ['the teacher closes', TEACHER, close(TEACHER), undefined],
  ['the clerk closes', CLERK, close(CLERK), 'OUT_OF_SCOPE'],
  ['the homeroom teacher confirms', HOMEROOM_TEACHER, approval(HOMEROOM_TEACHER, 'confirm'), undefined],
  ['the head confirms', HEAD, approval(HEAD, 'confirm'), 'OUT_OF_SCOPE'],
  ['the head finalises', HEAD, approval(HEAD, 'finalise'), undefined],
  [
    'the homeroom teacher finalises',
    HOMEROOM_TEACHER,
    approval(HOMEROOM_TEACHER, 'finalise'),
    'OUT_OF_SCOPE',
  ],
])(
  'the intake takes what the sender may send, and refuses the rest with its code: %s',
  async (_, caller, doc, forbidden) => {
    const db = await openSmallClass();
    const sender = { caller, db: NAME, receivedAt: NOW, classes: classDirectory(db, NAME) };
    const acceptance = await acceptUpward({ value: doc, rev: null, text: () => JSON.stringify(doc) }, sender);
    expect('forbidden' in acceptance ? acceptance.forbidden : undefined).toBe(forbidden);
    // Replication looks for what a device may send in the log alone.
    if ('entry' in acceptance) expect(submissionLog(db).holds(acceptance.entry.doc)).toBe(true);
    await db.close();
  },
);
