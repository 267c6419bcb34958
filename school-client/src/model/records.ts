import type { Me } from '@hocba/shared/contract/auth';
import { digestOf } from '@hocba/shared/credential/jws/digest';
import type { RecordDocument, VerdictDocument } from '@hocba/shared/documents/downward';
import type { RecordApproval } from '@hocba/shared/documents/upward';
import type { ClassStudent } from '@hocba/shared/school/class-list';
import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { approvalOf } from '@hocba/shared/school/rights';
import { useMemo } from 'react';
import type { YearState } from '../sync/year.ts';
import { useSession } from '../work/session.ts';
import { useHasAsked } from '../work/sync-status.ts';
import { useWorkspace, useYear } from '../work/use-workspace.ts';
import { classesIn } from './class/classes.ts';
import { appendApproval } from './sheet/append.ts';

/** A pupil's year record on the screen; `pending` is an approval of this device that the registry has not answered. */
export interface RecordRow {
  readonly student: ClassStudent;
  readonly document: RecordDocument | undefined;
  readonly pending: 'confirm' | 'finalise' | null;
  /** The registry has a record that only a newer version of this page can read. */
  readonly isUnread?: true;
}

/** The records of a class, and what can be done with them. */
export interface Records {
  readonly status: 'loading' | 'failed' | 'waiting' | 'too-new' | 'not-here' | 'ready';
  readonly rows: readonly RecordRow[];
  readonly verdicts: readonly VerdictDocument[];
  /** Confirms every complete record, each by the digest of what is shown. */
  confirm(): Promise<void>;
  /** Finalises every confirmed record, each by the digest of what is shown. */
  finalise(): Promise<void>;
  markRead(document: string): Promise<void>;
}

/** The material of rows: a mark that is being typed is no part of it. */
type Shown = Pick<YearState, 'docs' | 'newer' | 'outbox' | 'ledger'>;

const TAKES = { confirm: 'complete', finalise: 'confirmed' } as const;

const verdictOf = (state: Shown, id: string): VerdictDocument | undefined => {
  const doc = state.docs.get(`verdict:${id}`);
  return doc?.kind === 'verdict' ? doc : undefined;
};

/** Approvals of this device that wait for the registry, by pupil; an answered or overtaken one no longer counts. */
const pendingOf = (state: Shown, classCode: ClassCode): Map<string, RecordRow['pending']> => {
  const pending = new Map<string, RecordRow['pending']>();
  for (const document of state.outbox) {
    if ((document.kind !== 'confirm' && document.kind !== 'finalise') || document.class !== classCode)
      continue;
    if (state.ledger.denied.has(document._id)) continue;
    const verdict = verdictOf(state, document._id);
    for (const [student, digest] of document.records) {
      const record = state.docs.get(`record:${student}`);
      const isOpen =
        record?.kind === 'record' && record.state === TAKES[document.kind] && record.digest === digest;
      const isRefused = verdict?.findings.some((finding) => finding.student === student) ?? false;
      if (isOpen && !isRefused) pending.set(student, document.kind);
    }
  }
  return pending;
};

const rowsOf = (state: Shown, classCode: ClassCode): RecordRow[] | undefined => {
  const list = state.docs.get(`class:${classCode}`);
  if (list?.kind !== 'class') return undefined;
  const pending = pendingOf(state, classCode);
  return list.students
    .filter(({ status }) => status === 'studying')
    .map((student) => {
      const found = state.docs.get(`record:${student.id}`);
      const document = found?.kind === 'record' ? found : undefined;
      const isUnread = state.newer.has(`record:${student.id}`);
      const row = { student, document, pending: pending.get(student.id) ?? null };
      return isUnread ? { ...row, isUnread } : row;
    });
};

/** A class whose records wait for an approval of the person who is signed in. */
export interface WaitingClass {
  readonly class: ClassCode;
  readonly count: number;
}

/** The classes whose records wait for a person's approval; records that this device has approved are left out. */
export const waitingIn = (shown: Shown, me: Me, year: SchoolYear): WaitingClass[] =>
  classesIn(shown.docs, me, year).flatMap(({ class: name }) => {
    const kind = approvalOf(me, year, name);
    if (kind === undefined) return [];
    const { length: count } = (rowsOf(shown, name) ?? []).filter(
      ({ document, pending }) => document?.state === TAKES[kind] && pending === null,
    );
    return count > 0 ? [{ class: name, count }] : [];
  });

/** The classes of a school year whose records wait for the approval of the person who is signed in. */
export const useWaiting = (year: SchoolYear | undefined): readonly WaitingClass[] => {
  const { me } = useSession();
  const { docs, newer, outbox, ledger } = useYear(year).state ?? {};
  // A mark that is being typed changes none of these.
  return useMemo(() => {
    if (me === null || year === undefined || !docs || !newer || !outbox || !ledger) return [];
    return waitingIn({ docs, newer, outbox, ledger }, me, year);
  }, [me, year, docs, newer, outbox, ledger]);
};

const statusOf = (
  state: YearState | undefined,
  classCode: ClassCode,
  rows: readonly RecordRow[] | undefined,
  hasAsked: boolean,
): Records['status'] => {
  if (state === undefined) return 'loading';
  if (state.newer.has(`class:${classCode}`)) return 'too-new';
  if (rows !== undefined) {
    const isNothingRead = rows.every(({ document }) => document === undefined);
    return isNothingRead && rows.some(({ isUnread }) => isUnread) ? 'too-new' : 'ready';
  }
  return state.fetched && hasAsked ? 'not-here' : 'waiting';
};

/**
 * The approval of every record that waits for it, by the digest of exactly what is shown. A digest that came beside a record
 * could belong to another one, which the person would approve unseen.
 */
export const approvalsOf = (
  rows: readonly RecordRow[],
  kind: keyof typeof TAKES,
): Promise<RecordApproval[]> =>
  Promise.all(
    rows.flatMap(({ document, pending }) =>
      document !== undefined && document.state === TAKES[kind] && pending === null
        ? [digestOf(document.record).then((digest): RecordApproval => [document.record.student, digest])]
        : [],
    ),
  );

/** The year records of a class as the registry computed them. */
export const useRecords = (year: SchoolYear, classCode: ClassCode): Records => {
  const { open, state, failed } = useYear(year);
  const workspace = useWorkspace();
  const hasAsked = useHasAsked();
  return useMemo(() => {
    const rows = state === undefined ? undefined : rowsOf(state, classCode);
    const approve = async (kind: 'confirm' | 'finalise') => {
      const records = await approvalsOf(rows ?? [], kind);
      if (open !== undefined && records.length > 0)
        await appendApproval(workspace, open, kind, classCode, records);
    };
    return {
      status: failed ? 'failed' : statusOf(state, classCode, rows, hasAsked),
      rows: rows ?? [],
      verdicts: (state?.outbox ?? []).flatMap((document) => {
        if (!('class' in document) || document.class !== classCode) return [];
        const verdict = state && !state.ledger.read.has(document._id) && verdictOf(state, document._id);
        return verdict ? [verdict] : [];
      }),
      confirm: () => approve('confirm'),
      finalise: () => approve('finalise'),
      markRead: async (document) => {
        await open?.ledger.saveRead(document);
        await open?.refresh();
      },
    };
  }, [workspace, open, state, failed, hasAsked, classCode]);
};
