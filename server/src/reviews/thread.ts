import type { ReviewLine } from '@hocba/shared/contract/reviews/review';
import type { ReviewEvent, ReviewPhoto } from '@hocba/shared/lifecycle/review/events';
import type { Instant } from '@hocba/shared/school/identifiers';
import { REGISTRY } from '../dossiers/dossier-events.ts';
import type { Db } from '../storage/engine/db.ts';
import { type DossierEventRow, listDossierEvents } from '../storage/queries/dossiers/dossiers.ts';
import { findGuardian } from '../storage/queries/guardians/guardian-accounts.ts';
import { findAccount } from '../storage/queries/people.ts';

/** The mark of a guardian's account in audits and events. */
export const GUARDIAN_ACTOR = 'guardian:';

/** The most photos of a request. */
export const MOST_PHOTOS = 5;

/** The most events of a request: words beyond them are refused. */
export const MOST_EVENTS = 150;

const nameOf = async (db: Db, actor: string): Promise<string | null> => {
  if (actor === REGISTRY) return null;
  if (!actor.startsWith(GUARDIAN_ACTOR)) return (await findAccount(db, actor))?.display_name ?? null;
  return (await findGuardian(db, actor.slice(GUARDIAN_ACTOR.length)))?.name ?? null;
};

const sideOf = (actor: string): ReviewLine['side'] => {
  if (actor === REGISTRY) return 'registry';
  return actor.startsWith(GUARDIAN_ACTOR) ? 'family' : 'school';
};

/** The photo that an event names. */
export const photoIn = ({ body }: Pick<DossierEventRow, 'body'>): ReviewPhoto | undefined =>
  (JSON.parse(body) as { photo?: ReviewPhoto }).photo;

const lineOf = (row: DossierEventRow, name: string | null): ReviewLine => {
  const event = JSON.parse(row.body) as ReviewEvent;
  return {
    seq: row.seq,
    kind: event.kind,
    at: row.at as Instant,
    side: sideOf(row.actor),
    by: name,
    text: 'text' in event ? event.text : null,
    hasPhoto: photoIn(row) !== undefined,
  };
};

/** The thread of a request, oldest first. */
export const readThread = async (db: Db, id: string): Promise<ReviewLine[]> => {
  const rows = await listDossierEvents(db, id);
  const actors = [...new Set(rows.map(({ actor }) => actor))];
  const names = new Map(await Promise.all(actors.map(async (one) => [one, await nameOf(db, one)] as const)));
  return rows.map((row) => lineOf(row, names.get(row.actor) ?? null));
};
