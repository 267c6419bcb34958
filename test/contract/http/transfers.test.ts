import { checkDossiers } from '@hocba/server/dossiers/dossier-events';
import { write } from '@hocba/server/storage/engine/db';
import {
  findDossierEvent,
  insertDossierEvents,
  listDepartures,
} from '@hocba/server/storage/queries/dossiers/dossiers';
import { findSheet } from '@hocba/server/storage/queries/records/sheets';
import { findEnrolment } from '@hocba/server/storage/queries/schools/schools';
import { checkResults } from '@hocba/server/transfers/check-results';
import { checkTransfers } from '@hocba/server/transfers/check-transfers';
import { openTransfer } from '@hocba/server/transfers/stored-transfer';
import { verifyDocument } from '@hocba/shared/credential/transfer/verify-document';
import { openTrust } from '@hocba/shared/credential/trust/open-trust';
import type { SheetState } from '@hocba/shared/record/sheet-state';
import type { SchoolCode } from '@hocba/shared/school/identifiers';
import { databaseNameOf } from '@hocba/shared/school/identifiers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addClassOfTwo,
  DATABASE,
  entryOf,
  OTHER_SCHOOL,
  PUPILS,
  SCHOOL,
  TEACHER,
  YEAR,
} from '../../fixtures/class-of-two.ts';
import { type Registry, startRegistry } from '../../fixtures/registry.ts';
import { addReceivingClass, type Desk, NEW_CLASS, openDesk, PLACE } from '../../fixtures/transfers/desk.ts';

const MOVER = PUPILS[0] as (typeof PUPILS)[0];
const DAY = 86_400_000;
let registry: Registry;
let desk: Desk;

beforeEach(async () => {
  registry = await startRegistry({ env: { AGENCY_CODES: 'H60,08000102=H60.112' } });
  await addClassOfTwo(registry);
  await addReceivingClass(registry);
  desk = await openDesk(registry);
});
afterEach(() => registry.close());

/** The teacher of the old class enters three marks of the first term. */
const enterMarks = async (): Promise<void> => {
  const { token } = await registry.signIn(TEACHER);
  const cells = [
    ['tx1', 85],
    ['tx2', 70],
    ['gk', 75],
  ].map(([column, value]) => [MOVER.id, column, value, null]);
  const entry = { ...entryOf(cells), _rev: '1-0123456789abcdef0123456789abcdef' };
  const payload = { new_edits: false, docs: [entry] };
  const answer = await registry.inject(token, {
    method: 'POST',
    url: `/sync/${DATABASE}/_bulk_docs`,
    payload,
  });
  if (answer.statusCode !== 201) throw new Error(answer.body);
  await registry.idle();
};

const documentsOf = async (id: string) => {
  const { results } = await desk.read('receiver', id);
  const trust = await openTrust({ trustList: registry.keyRing.trustList, now: registry.clock() });
  return Promise.all(
    results.map(async ({ jws }) => {
      const { verdict, payload } = await verifyDocument(jws, trust, registry.clock());
      return { verdict, subject: payload?.credentialSubject };
    }),
  );
};

describe('a transfer', () => {
  it('a pupil goes from request to place, and the marks go along', async () => {
    await enterMarks();
    const filed = await desk.request(await desk.lookUp());
    expect(filed).toMatchObject({
      code: 'H60.112-261001-0001',
      side: 'receiving',
      state: 'received',
      from: { code: SCHOOL },
      fromClass: '8A1',
      clock: { due: '2026-10-08T10:00:00.000Z', stage: 'running' },
      acts: ['withdraw'],
    });
    const accepted = await desk.act('newHead', filed, { kind: 'accept' });
    expect(accepted).toMatchObject({ state: 'processing', step: 'release', outcome: 'accepted' });
    const released = await desk.act('head', accepted, { kind: 'release' });
    expect(released).toMatchObject({ side: 'sending', step: 'placement', acts: ['undo-release'] });
    const placed = await desk.act('receiver', released, { kind: 'place', place: PLACE } as never);
    expect(placed.state).toBe('signed');
    await registry.idle();
    const { transfer, events } = await desk.read('receiver', filed.id);
    expect(transfer).toMatchObject({ state: 'done', clock: null, acts: ['hand-over'] });
    expect(events.map(({ kind }) => kind)).toEqual([
      'file',
      'receive',
      'take-up',
      'accept',
      'release',
      'place',
      'complete',
    ]);
    const sheet = await findSheet(
      registry.db,
      databaseNameOf(OTHER_SCHOOL as SchoolCode, YEAR),
      `${NEW_CLASS}:toan:hk1`,
    );
    const { cells } = JSON.parse(sheet?.body ?? '{}') as SheetState;
    expect(Object.entries(cells[MOVER.id] ?? {}).map(([column, [value]]) => [column, value])).toEqual([
      ['tx1', 85],
      ['tx2', 70],
      ['gk', 75],
    ]);
    expect(await findEnrolment(registry.db, OTHER_SCHOOL, YEAR, MOVER.id)).toMatchObject({
      class: NEW_CLASS,
      status: 'studying',
      joined_on: PLACE.from,
      position: 2,
    });
    expect(await findEnrolment(registry.db, SCHOOL, YEAR, MOVER.id)).toMatchObject({
      status: 'moved-away',
      left_on: '2026-10-01',
    });
    expect(await listDepartures(registry.db, SCHOOL, YEAR)).toMatchObject([
      { student: MOVER.id, why: 'transfer' },
    ]);
    expect(await checkDossiers(registry.db)).toEqual([]);
  });

  it('the documents of a transfer are signed, name who decided, and are verified by any reader', async () => {
    await enterMarks();
    const filed = await desk.request(await desk.lookUp());
    const accepted = await desk.act('newHead', filed, { kind: 'accept' });
    const released = await desk.act('head', accepted, { kind: 'release' });
    await desk.act('receiver', released, { kind: 'place', place: PLACE } as never);
    const documents = await documentsOf(filed.id);
    expect(
      documents.map(({ verdict, subject }) => [verdict, subject?.kind, subject?.decidedBy.role]),
    ).toEqual([
      ['VALID', 'decision', 'head'],
      ['VALID', 'summary', 'registry'],
      ['VALID', 'summary', 'head'],
      ['VALID', 'receipt', 'clerk'],
    ]);
    const summaries = documents.flatMap(({ subject }) => (subject?.kind === 'summary' ? [subject] : []));
    expect(summaries.map(({ approved }) => approved)).toEqual([false, true]);
    expect(summaries[1]?.sheets).toEqual([
      {
        ...{ subject: 'toan', name: 'Toán', term: 'hk1', closed: false },
        cells: [
          ['tx1', 85],
          ['tx2', 70],
          ['gk', 75],
        ],
      },
    ]);
    expect(documents[3]?.subject).toMatchObject({ kind: 'receipt', class: NEW_CLASS, sheets: 1 });
    expect(documents[0]?.subject).toMatchObject({
      dossier: 'H60.112-261001-0001',
      student: { code: MOVER.code },
      decidedBy: { name: 'Người dùng ht.phanthiet' },
    });
  });

  it('nobody but the two schools sees a transfer, and an act on an older state is refused', async () => {
    const filed = await desk.request(await desk.lookUp());
    await registry.addAccount({ name: 'ht.nguyentrai', role: 'head', school: '01000201' });
    const { token: stranger } = await registry.signIn('ht.nguyentrai');
    const url = `/transfers/${filed.id}`;
    const codeOf = async (token: string, request: object) =>
      (await registry.inject(token, request)).json<{ code: string }>().code;
    expect(await codeOf(stranger, { method: 'GET', url })).toBe('TRANSFER_UNKNOWN');
    const payload = { seq: filed.seq, act: { kind: 'accept' } };
    const act = { method: 'POST', url: `${url}/events`, payload };
    expect(await codeOf(stranger, act)).toBe('TRANSFER_UNKNOWN');
    expect(await codeOf(desk.token.receiver, act)).toBe('FORBIDDEN');
    expect(await codeOf(desk.token.head, act)).toBe('FORBIDDEN');
    expect(await codeOf(desk.token.newHead, { ...act, payload: { ...payload, seq: 1 } })).toBe(
      'TRANSFER_CHANGED',
    );
    registry.pass(DAY);
    expect(await desk.act('newHead', filed, { kind: 'accept' })).toMatchObject({ step: 'release' });
  });

  it('an event that comes between the two reads of a transfer does not count as seen', async () => {
    const { db } = registry;
    const { id, seq } = await desk.request(await desk.lookUp());
    const last = await findDossierEvent(db, id, seq);
    if (last === undefined) throw new Error('a transfer has events');
    await db.commit(insertDossierEvents([{ ...last, seq: seq + 1 }]));
    expect((await openTransfer(db, id))?.end.seq).toBe(seq);
  });

  it('a signed document that is gone or stands at another dossier is named', async () => {
    const { db, keyRing } = registry;
    const look = () => checkResults(db, keyRing.trustList, registry.clock());
    const filed = await desk.request(await desk.lookUp());
    const accepted = await desk.act('newHead', filed, { kind: 'accept' });
    await desk.act('head', accepted, { kind: 'release' });
    expect(await look()).toEqual([]);
    const id = filed.id;
    await db.commit([write((q, { dossier: t }) => q.update(t).set({ code: 'H60.112-261001-0009' }), 1)]);
    expect(new Set(await look())).toEqual(
      new Set(['decision', 'summary'].map((kind) => `signed ${kind} of dossier ${id} is of another dossier`)),
    );
    await db.commit([write((q, { dossier_result: t }) => q.delete(t))]);
    expect(await look()).toEqual([`signed decision of dossier ${id} is missing`]);
  });

  it('a transfer that was edited past the registry is named, in its row and in its events', async () => {
    const { db } = registry;
    const filed = await desk.request(await desk.lookUp());
    await desk.act('newHead', filed, { kind: 'accept' });
    expect([...(await checkDossiers(db)), ...(await checkTransfers(db))]).toEqual([]);
    const state = 'withdrawn';
    await db.commit([write((q, { dossier: t }) => q.update(t).set({ state, open_key: null }), 1)]);
    expect(await checkTransfers(db)).toEqual([`dossier ${filed.id} is not what its events say`]);
    await db.commit([write((q, { dossier_event: t }) => q.update(t).set({ actor: 'clerk.tantrao' }))]);
    expect(await checkDossiers(db)).toEqual([
      `the events of dossier ${filed.id} are not as they were written`,
    ]);
  });
});
