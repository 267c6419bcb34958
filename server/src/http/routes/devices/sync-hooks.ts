import { RegistryError } from '@hocba/shared/problems';
import { DatabaseName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import type { FastifyRequest } from 'fastify';
import { type SubmissionEntry, submissionLog } from '../../../log/submission-log.ts';
import type { Caller } from '../../../people/caller.ts';
import { type NoteOnce, noteFirstPull, noteOnceADay } from '../../../people/watch-reads.ts';
import { classDirectory } from '../../../records/class-directory.ts';
import { acceptUpward, admitYear, type Sender } from '../../../records/intake/intake.ts';
import { type Amount, chargeQuota } from '../../../records/intake/quota.ts';
import { mayOpen } from '../../../records/permissions.ts';
import { kindsReader } from '../../../records/scope.ts';
import type { ReplicationHooks } from '../../../replication/hooks.ts';
import type { Db } from '../../../storage/engine/db.ts';
import { getEpoch } from '../../../storage/queries/settings.ts';

/** What replication is told about schools: who may open which school year, what they may send and pull. */
export interface SyncServices {
  readonly db: Db;
  readonly clock: () => Instant;
  /** What one account may send in a day. */
  readonly intakePerDay: Amount;
  /** First copies that one account may take in a day. */
  readonly copiesPerDay: number;
  /** Says that a database has new submissions. */
  readonly wakeProjector: (name: DatabaseName) => void;
}

const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw new RegistryError('TOKEN_MISSING');
  return request.caller;
};

const authorize = (services: SyncServices, request: FastifyRequest, db: string): Sender => {
  const caller = callerOf(request);
  const name = parseIdentifier(DatabaseName, db);
  // A name that is no school year and one of another school look the same: nothing is told about others.
  if (name === undefined || !mayOpen(caller, name)) throw new RegistryError('OUT_OF_SCOPE');
  return { caller, db: name, receivedAt: services.clock(), classes: classDirectory(services.db, name) };
};

/** Requests that answer with documents, by the last part of their pattern; the star is one document by its id. */
const READING = ['_bulk_get', '_changes', '*'];

/** Leaves a trace of what is about to be read: each first copy, and once a day that a school year was read at all. */
const noteReading = async (
  { db, copiesPerDay }: SyncServices,
  note: NoteOnce,
  request: FastifyRequest,
  { caller, db: name, receivedAt: now }: Sender,
): Promise<void> => {
  const what = request.routeOptions.url?.split('/').at(-1) ?? '';
  if (what === '_snapshot') await noteFirstPull(db, caller, { name, now, most: copiesPerDay });
  if (READING.includes(what) && request.method !== 'PUT') {
    await note(caller, now, { action: 'year.read', detail: { db: name, purpose: 'sync' } });
  }
};

/** The hooks that make the replication protocol serve school years. */
export const syncHooks = (services: SyncServices): ReplicationHooks<Sender, SubmissionEntry> => {
  const visibleKinds = kindsReader(services.db);
  const note = noteOnceADay(services.db);
  return {
    authorize: async (request, db) => {
      const sender = authorize(services, request, db);
      await noteReading(services, note, request, sender);
      return sender;
    },
    recheck: (request) => request.recheckCaller(),
    acceptDoc: (doc, _name, sender, text) => acceptUpward(doc, sender, text),
    log: submissionLog(services.db),
    visibleKinds: ({ caller, db }) => visibleKinds(caller, db),
    admit: ({ db }) => admitYear(services.db, db),
    charge: ({ caller: { account }, receivedAt: at }, sent) =>
      chargeQuota(services.db, { account, at }, sent, services.intakePerDay),
    account: ({ caller }) => caller.account,
    // A restored registry has a new epoch and a changed right a new scope: either makes devices compare everything.
    greeting: async (request) => ({
      uuid: `${await getEpoch(services.db)}-${callerOf(request).scopeVersion}`,
    }),
    onCommitted: (name) => services.wakeProjector(name as DatabaseName),
  };
};
