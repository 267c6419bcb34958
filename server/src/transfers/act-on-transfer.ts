import type { BodyOf } from '@hocba/shared/contract/endpoint';
import type { actOnTransfer as contract } from '@hocba/shared/contract/transfers/endpoints';
import type { TransferAct, TransferEntry } from '@hocba/shared/contract/transfers/transfer';
import { supplementEnd } from '@hocba/shared/lifecycle/dossier/supplement';
import type { TransferEvent } from '@hocba/shared/lifecycle/transfer/events';
import { RegistryError } from '@hocba/shared/problems';
import type { ClassCode, Instant, SchoolCode } from '@hocba/shared/school/identifiers';
import { plainRemark } from '@hocba/shared/text/plain-text';
import { REGISTRY } from '../dossiers/dossier-events.ts';
import type { Caller } from '../people/caller.ts';
import type { Write } from '../storage/engine/db.ts';
import { decideAgain } from '../storage/engine/retry.ts';
import { appendAudit } from '../storage/queries/audit/audit.ts';
import { entryOf, type Parties, partiesOf } from './desk/transfer-entry.ts';
import { arrivingSheets } from './marks/released-marks.ts';
import { currentEnrolment, isYearFinal, type RunningYear, readRunningYear } from './marks/running-year.ts';
import { placementWrites } from './place-pupil.ts';
import type { TransferServices } from './services.ts';
import { decidedBy, type Said, signResult, summaryOf } from './sign-result.ts';
import { advance, type Existing, type NewTransferEvent, openOwnTransfer } from './stored-transfer.ts';
import { requireFit } from './target-class.ts';
import { timerWrite } from './tasks/transfer-job.ts';
import { mayAct, takesUp } from './who-acts.ts';

/** Everything that an act is decided on. */
interface Acting {
  readonly services: TransferServices;
  readonly caller: Caller;
  readonly stored: Existing;
  readonly parties: Parties;
  readonly now: Instant;
}

/** The consequences of an act beside its own event: more events, documents to sign, and other writes. */
interface Outcome {
  readonly events: readonly NewTransferEvent[];
  readonly documents: readonly Said[];
  readonly writes?: (next: Existing) => Promise<Write[]>;
}

/** The old school's part: its marks of the running year; nothing where the year is signed or no school is known. */
const runningYearOf = async ({ services, stored }: Acting): Promise<RunningYear | undefined> => {
  const current = await currentEnrolment(services.db, stored.row.student);
  if (current === undefined || current.school !== stored.row.sender) return undefined;
  return (await isYearFinal(services.db, current)) ? undefined : readRunningYear(services.db, current);
};

const release = (actor: string, year: RunningYear | undefined): NewTransferEvent => ({
  event: { kind: 'release' },
  actor,
  enclosed: { sheets: year?.sheets ?? [] },
});

/**
 * An accepted pupil is released at once where the old school's part is complete and signed: the year's record is, or
 * there is no school to ask.
 */
const accept = async (acting: Acting): Promise<Outcome> => {
  const by = decidedBy(acting.caller, acting.now);
  const decision: Said = { kind: 'decision', decidedBy: by, outcome: 'accepted', reason: null, text: null };
  const year = await runningYearOf(acting);
  const event = { event: { kind: 'accept' }, actor: acting.caller.account } as const;
  if (year === undefined) {
    return { events: [event, release(REGISTRY, undefined)], documents: [decision] };
  }
  // The marks as they stand, not approved by the old school's head until that head releases the pupil.
  return { events: [event], documents: [decision, summaryOf(year, decidedBy(undefined, acting.now))] };
};

const releaseByHead = async (acting: Acting): Promise<Outcome> => {
  const year = await runningYearOf(acting);
  const summary = year === undefined ? [] : [summaryOf(year, decidedBy(acting.caller, acting.now))];
  return { events: [release(acting.caller.account, year)], documents: summary };
};

const place = async (
  { services: { db }, caller, stored, now }: Acting,
  act: Extract<TransferAct, { kind: 'place' }>,
): Promise<Outcome> => {
  const current = await currentEnrolment(db, stored.row.student);
  await requireFit(db, stored.row.receiver as SchoolCode, act.place, current);
  return {
    events: [{ event: { kind: 'place' }, actor: caller.account, enclosed: act.place }],
    documents: [
      {
        kind: 'receipt',
        decidedBy: decidedBy(caller, now),
        year: act.place.year,
        class: act.place.class,
        joinedOn: act.place.from,
        sheets: (await arrivingSheets(db, { row: stored.row, body: { ...stored.body, place: act.place } }))
          .length,
      },
    ],
    writes: async (next) => [
      ...(await placementWrites(db, stored, act.place, now)),
      timerWrite(next, 'complete', now),
    ],
  };
};

/** Texts of people are signed one day: without line breaks, and what stands in them can be read by every verifier. */
const plainAct = (act: TransferAct): TransferAct => {
  if (!('text' in act)) return act;
  const text = plainRemark(act.text);
  if (text === '') throw new RegistryError('INVALID_INPUT', 'a text of blanks says nothing');
  return { ...act, text };
};

const outcomeOf = async (acting: Acting, act: TransferAct): Promise<Outcome> => {
  const actor = acting.caller.account;
  if (act.kind === 'accept') return accept(acting);
  if (act.kind === 'release') return releaseByHead(acting);
  if (act.kind === 'place') return place(acting, act);
  const events: NewTransferEvent[] = [{ event: act satisfies TransferEvent, actor }];
  if (act.kind === 'refuse') {
    const { reason, text } = act;
    const by = decidedBy(acting.caller, acting.now);
    const refusal: Said = { kind: 'decision', decidedBy: by, outcome: 'refused', reason, text };
    return { events: [...events, { event: { kind: 'complete' }, actor: REGISTRY }], documents: [refusal] };
  }
  if (act.kind !== 'ask') return { events, documents: [] };
  return {
    events,
    documents: [],
    writes: async (next) => [timerWrite(next, 'expire', supplementEnd(acting.now))],
  };
};

/**
 * The transfer with the school that has the pupil now as the one that releases: a school that merged or closed while the
 * request waited has handed its pupils over by a class list. Once a pupil is accepted, the sending school stays.
 */
const followPupil = async (db: TransferServices['db'], stored: Existing): Promise<Existing> => {
  const { row, body } = stored;
  const current = await currentEnrolment(db, row.student);
  if (current === undefined || current.school === row.sender || current.school === row.receiver)
    return stored;
  const fromClass = current.class as ClassCode;
  return { ...stored, row: { ...row, sender: current.school }, body: { ...body, fromClass } };
};

const actOnce = async (
  services: TransferServices,
  caller: Caller,
  id: string,
  { seq, act }: BodyOf<typeof contract>,
  now: Instant,
): Promise<TransferEntry> => {
  const { db } = services;
  const opened = await openOwnTransfer(db, id, caller);
  const { transfer } = opened.body;
  const stored = act.kind === 'accept' ? await followPupil(db, opened) : opened;
  if (!mayAct(caller, stored.row, transfer, act.kind)) throw new RegistryError('FORBIDDEN');
  if (stored.end.seq !== seq) throw new RegistryError('TRANSFER_CHANGED');
  const parties = await partiesOf(db, stored.row);
  const acting: Acting = { services, caller, stored, parties, now };
  const { events, documents, writes } = await outcomeOf(acting, plainAct(act));
  const first: NewTransferEvent[] = takesUp(transfer, act.kind)
    ? [{ event: { kind: 'take-up' }, actor: caller.account }]
    : [];
  const placed = act.kind === 'place' ? { ...stored, body: { ...stored.body, place: act.place } } : stored;
  const advanced = advance(db, placed, [...first, ...events], now);
  const { next } = advanced;
  const signed: Write[] = [];
  for (const said of documents) signed.push(...(await signResult(services, next, parties, said, now)));
  await db.commit([
    ...advanced.writes,
    ...signed,
    ...((await writes?.(next)) ?? []),
    appendAudit({
      at: now,
      actor: caller.account,
      action: `transfer.${act.kind}`,
      student: stored.row.student,
      detail: { dossier: id, seq: next.end.seq, school: caller.school },
    }),
  ]);
  return entryOf(next, parties, caller, now);
};

/**
 * Does an act of a school on a transfer, with everything that follows from it in one commit: events, signed documents,
 * the enrolment. Throws TRANSFER_UNKNOWN to all but the two schools, FORBIDDEN, TRANSFER_CHANGED when the transfer has
 * gone on since the person saw it, and what the state says (ACTION_NOT_ALLOWED, SUPPLEMENT_ASKED_ALREADY).
 */
export const actOnTransfer = (
  services: TransferServices,
  caller: Caller,
  id: string,
  input: BodyOf<typeof contract>,
): Promise<TransferEntry> => decideAgain(() => actOnce(services, caller, id, input, services.clock()));
