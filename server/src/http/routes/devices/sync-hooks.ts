import { RegistryError } from '@hocba/shared/problems';
import { DatabaseName, type Instant, parseIdentifier } from '@hocba/shared/school/identifiers';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../../people/caller.ts';
import { type NoteOnce, noteFirstPull, noteOnceADay } from '../../../people/watch-reads.ts';
import { classDirectory } from '../../../records/class-directory.ts';
import { admitYear, type Sender } from '../../../records/intake/intake.ts';
import { type IntakeServices, intakeHooks } from '../../../records/intake/intake-hooks.ts';
import { mayOpen } from '../../../records/permissions.ts';
import { kindsReader } from '../../../records/scope.ts';
import type { ReplicationHooks } from '../../../replication/hooks.ts';
import { getEpoch } from '../../../storage/queries/settings.ts';
import type { NewSubmission } from '../../../storage/queries/submissions.ts';

/**
 * The knowledge of replication about schools: the accounts that may open a school year, and the documents that they may
 * send and pull.
 */
export interface SyncServices extends IntakeServices {
  readonly clock: () => Instant;
  /** First copies that one account may take in a day. */
  readonly copiesPerDay: number;
}

const callerOf = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw new RegistryError('TOKEN_MISSING');
  return request.caller;
};

const authorize = (services: SyncServices, request: FastifyRequest, db: string): Sender => {
  const caller = callerOf(request);
  const name = parseIdentifier(DatabaseName, db);
  // A name that is no school year and one of another school get one answer: nothing is told about others.
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
export const syncHooks = (services: SyncServices): ReplicationHooks<Sender, NewSubmission> => {
  const visibleKinds = kindsReader(services.db);
  const note = noteOnceADay(services.db);
  return {
    ...intakeHooks(services),
    authorize: async (request, db) => {
      const sender = authorize(services, request, db);
      await noteReading(services, note, request, sender);
      return sender;
    },
    recheck: (request) => request.recheckCaller(),
    visibleKinds: ({ caller, db }) => visibleKinds(caller, db),
    admit: ({ db }) => admitYear(services.db, db),
    // A restored registry has a new epoch and a changed right a new scope: either makes devices compare everything.
    greeting: async (request) => ({
      uuid: `${await getEpoch(services.db)}-${callerOf(request).scopeVersion}`,
    }),
  };
};
