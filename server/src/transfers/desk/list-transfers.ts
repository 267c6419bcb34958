import type { ResponseOf } from '@hocba/shared/contract/endpoint';
import type {
  listTransferClasses as classesContract,
  getTransfer as getContract,
} from '@hocba/shared/contract/transfers/endpoints';
import type { TransferEntry, TransferResult } from '@hocba/shared/contract/transfers/transfer';
import { PromiseKind } from '@hocba/shared/lifecycle/promise/promise';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode, Instant, SchoolYear } from '@hocba/shared/school/identifiers';
import { Value } from 'typebox/value';
import { byTimeLeft } from '../../dossiers/dossier-clock.ts';
import type { Caller } from '../../people/caller.ts';
import type { Db } from '../../storage/engine/db.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import {
  type DossierEventRow,
  type DossierRow,
  listDossierEvents,
  listDossierResults,
  listNewestDossiersOf,
  listOpenDossiersOf,
} from '../../storage/queries/dossiers/dossiers.ts';
import { listPromisesOf } from '../../storage/queries/dossiers/promises.ts';
import { findAccount, listAccountNames } from '../../storage/queries/people.ts';
import { listClasses, listYearStudents, listYears } from '../../storage/queries/schools/schools.ts';
import { readMissingRecords } from '../promises/missing-records.ts';
import { readEntries } from '../promises/promise-entry.ts';
import { type Existing, openOwnTransfer, TRANSFER_PROCEDURE, type TransferBody } from '../stored-transfer.ts';
import { entryOf, partiesOf, readParties } from './transfer-entry.ts';

/** Transfers that have ended and are still listed. */
const ENDED_SHOWN = 50;

/** A transfer by its row, for lists. */
export const existingOf = (row: DossierRow): Existing => ({
  row,
  body: JSON.parse(row.body) as TransferBody,
  // A list needs the number of the last event and not its hash.
  end: { seq: row.seq, hash: '' },
});

/** Every open transfer of the caller's school, least working time first, and the newest that have ended. */
export const listTransfers = async (db: Db, caller: Caller, now: Instant): Promise<TransferEntry[]> => {
  const school = caller.school ?? '';
  const open = await listOpenDossiersOf(db, [TRANSFER_PROCEDURE], school);
  const newest = await listNewestDossiersOf(db, [TRANSFER_PROCEDURE], school, ENDED_SHOWN);
  const rows = [...open, ...newest.filter((row) => row.open_key === null)];
  const partiesIn = await readParties(db, rows);
  return rows.map((row) => entryOf(existingOf(row), partiesIn(row), caller, now)).toSorted(byTimeLeft);
};

/** The names of people at the department who settled an objection. */
const settlersOf = async (db: Db, events: readonly DossierEventRow[]): Promise<[string, string][]> => {
  const found: [string, string][] = [];
  for (const { actor } of events.filter(({ kind }) => kind === 'settle')) {
    const account = await findAccount(db, actor);
    if (account !== undefined) found.push([actor, account.display_name]);
  }
  return found;
};

/** The signed texts of a transfer; the letters of the family are for the school that waits, and not for the old one. */
const resultsOf = async (db: Db, id: string, isReceiver: boolean): Promise<TransferResult[]> =>
  (await listDossierResults(db, id))
    .filter(({ kind }) => isReceiver || !Value.Check(PromiseKind, kind))
    .map(({ kind, issued_at, jws }) => ({
      kind: kind as TransferResult['kind'],
      issuedAt: issued_at as Instant,
      jws,
    }));

/**
 * One transfer with its events and signed texts. Reading the texts shows marks, so that it is audited first. Throws
 * TRANSFER_UNKNOWN to all but the two schools.
 */
export const getTransfer = async (
  db: Db,
  caller: Caller,
  id: string,
  now: Instant,
): Promise<ResponseOf<typeof getContract>> => {
  const stored = await openOwnTransfer(db, id, caller);
  const { row } = stored;
  const act = { at: now, actor: caller.account, action: 'transfer.read', student: row.student };
  await db.commit([appendAudit({ ...act, detail: { dossier: id, school: caller.school } })]);
  const happened = await listDossierEvents(db, id);
  const names = new Map([
    ...(await listAccountNames(db, row.receiver)),
    ...(row.sender === null ? [] : await listAccountNames(db, row.sender)),
    ...(await settlersOf(db, happened)),
  ]);
  const events = happened.map(({ seq, kind, at, actor, body }) => {
    const event = JSON.parse(body) as TransferEvent;
    return {
      seq,
      kind,
      at: at as Instant,
      by: names.get(actor) ?? null,
      text: 'text' in event ? event.text : null,
      reason: event.kind === 'refuse' ? event.reason : null,
    };
  });
  const isReceiver = caller.school === row.receiver;
  const grade = gradeOfClass(stored.body.place.class);
  return {
    transfer: entryOf(stored, await partiesOf(db, row), caller, now),
    events,
    results: await resultsOf(db, id, isReceiver),
    missing: isReceiver ? await readMissingRecords(db, row.student, grade) : [],
    promises: await readEntries(db, await listPromisesOf(db, id), caller, now),
  };
};

/** School years that a pupil can come to: the newest ones. */
const YEARS_SHOWN = 2;

/** The classes of the caller's school in its newest school years, with how many pupils study there. */
export const listTransferClasses = async (
  db: Db,
  caller: Caller,
): Promise<ResponseOf<typeof classesContract>['classes']> => {
  const school = caller.school ?? '';
  const years = (await listYears(db, school)).slice(0, YEARS_SHOWN);
  const found = await Promise.all(
    years.map(async (year) => {
      const pupils = (await listYearStudents(db, school, year)).filter(
        ({ enrolment }) => enrolment.status === 'studying',
      );
      return (await listClasses(db, school, year)).map(({ code, grade }) => ({
        year: year as SchoolYear,
        class: code as ClassCode,
        grade,
        pupils: pupils.filter(({ enrolment }) => enrolment.class === code).length,
      }));
    }),
  );
  return found.flat();
};
