import type { Instant } from '@hocba/shared/school/identifiers';
import { later } from '../later.ts';
import type { Db } from '../storage/engine/db.ts';
import { type AuditEvent, listAuditOf } from '../storage/queries/audit/audit.ts';
import { type AuditRow, findLastAudit, readAudit } from '../storage/queries/audit/audit-queries.ts';

/*
 * A canary is a pupil whom no school has. No honest screen leads to it, so that anybody who comes to it guesses numbers or
 * uses a list that was stolen. The register holds it like any other pupil and answers like for any other: that it is a
 * canary stands in the audit alone, and the alarm is read from there.
 */

const MARKED = 'canary.marked';
/** Acts of the command that makes a canary. */
const OWN_ACTS: readonly string[] = [MARKED, 'student.written'];

/** How far back doctor and heads are told. */
const THIRTY_DAYS = 30 * 86_400_000;

/** The act that marks a pupil as a canary. */
export const canaryAct = (student: string, at: string): AuditEvent => ({
  at,
  actor: 'cli',
  action: MARKED,
  student,
  detail: {},
});

/** The pupils that are canaries. */
export const listCanaries = async (db: Db): Promise<string[]> => {
  const found: string[] = [];
  for await (const page of readAudit(db, { action: [MARKED] })) {
    for (const { student } of page) if (student !== null) found.push(student);
  }
  return found;
};

/** Acts of the last thirty days about a canary, by whomever, the newest first. */
export const listCanaryActs = async (db: Db, now: Instant): Promise<AuditRow[]> => {
  const since = later(now, -THIRTY_DAYS);
  const found: AuditRow[] = [];
  for (const student of await listCanaries(db)) {
    const acts = await listAuditOf(db, student);
    found.push(...acts.filter(({ action, at }) => at >= since && !OWN_ACTS.includes(action)));
  }
  return found.sort((a, b) => b.seq - a.seq);
};

/** Those acts as sentences for `hocba doctor`. */
export const checkCanaries = async (db: Db, now: Instant): Promise<string[]> =>
  (await listCanaryActs(db, now)).map(
    ({ at, actor, action, seq }) =>
      `account ${actor} came to a canary at ${at} (${action}, audit row ${seq})`,
  );

type Log = (event: string, fields: object) => void;
const LOOK_EVERY_MS = 5_000;

/** Logs every new act about a canary within seconds, by its row in the audit; the answer stops it. */
export const watchCanaries = (db: Db, clock: () => Instant, log: Log): (() => void) => {
  let seen: number | undefined;
  let isLooking = false;
  const look = async (): Promise<void> => {
    const from = seen;
    const { seq: last } = await findLastAudit(db);
    const isNews = from !== undefined && from !== last;
    const acts = isNews ? await listCanaryActs(db, clock()) : [];
    seen = last;
    const news = acts.filter(({ seq }) => seq > (from ?? last) && seq <= last);
    for (const { seq } of news.reverse()) log('canary.touched', { row: seq });
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    // A database that is away is said elsewhere; the next look reads on from the same row.
    void look()
      .catch(() => undefined)
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
};
