import type { RescueOutcome } from '@hocba/shared/contract/rescue';
import type { RescuedDocument } from '@hocba/shared/exchange/rescue-file';
import { RegistryError } from '@hocba/shared/problems';
import {
  AccountName,
  type DatabaseName,
  databaseParts,
  type Instant,
  parseIdentifier,
} from '@hocba/shared/school/identifiers';
import { mayBring } from '@hocba/shared/school/rights';
import type { Json } from '@hocba/shared/text/strict-json';
import type { Caller } from '../../people/caller.ts';
import { readIncoming } from '../../replication/incoming/incoming.ts';
import { receive } from '../../replication/incoming/receive.ts';
import { chunksOf } from '../../storage/engine/chunks.ts';
import type { Db } from '../../storage/engine/db.ts';
import { decideAgain } from '../../storage/engine/retry.ts';
import { appendAudit } from '../../storage/queries/audit/audit.ts';
import { listAccountNames } from '../../storage/queries/people.ts';
import { listHeldDocuments } from '../../storage/queries/submissions.ts';
import { classDirectory } from '../class-directory.ts';
import { mayOpen } from '../permissions.ts';
import { admitYear, type Sender } from './intake.ts';
import { type IntakeServices, intakeHooks } from './intake-hooks.ts';
import { chargeQuota } from './quota.ts';

/** Head and clerk enter for the whole school anyway; others bring their own documents only. */
const senderOf = async (db: Db, caller: Caller, name: DatabaseName, receivedAt: Instant): Promise<Sender> => {
  const sender = { caller, db: name, receivedAt, classes: classDirectory(db, name) };
  if (!mayBring(caller)) return sender;
  const authors = await listAccountNames(db, databaseParts(name).school);
  return { ...sender, brings: new Set(authors.keys()) };
};

/** A document as the audit names it: by its id, and whose name it carries. Anything may stand in the file. */
const namedOf = ({ _id: id, ...members }: RescuedDocument): { id: string; by: string | null } => {
  const by = parseIdentifier(AccountName, (members as { by?: unknown }).by);
  return { id: id.replaceAll('\0', '\ufffd'), by: by ?? null };
};

/** Documents that one row of the audit names. */
const NAMED_TOGETHER = 50;

/** Bytes of a row of the audit beside its details. */
const ROW_BYTES = 300;

/**
 * Audited before anything is taken, so that no document is in the log without it. The rows are part of the day's share:
 * a file of nothing but nonsense would fill the audit, which nobody may ever shorten. Throws QUOTA_USED_UP.
 */
const auditBringing = async (
  { db, intakePerDay }: IntakeServices,
  { caller, db: name, receivedAt }: Sender,
  documents: readonly RescuedDocument[],
): Promise<void> => {
  const details = chunksOf(documents.map(namedOf), NAMED_TOGETHER).map((brought) => ({
    db: name,
    documents: brought.length,
    brought,
  }));
  const bytes = details.reduce((sum, one) => sum + Buffer.byteLength(JSON.stringify(one)) + ROW_BYTES, 0);
  const { account } = caller;
  const charged = await chargeQuota(db, { account, at: receivedAt }, { documents: 0, bytes }, intakePerDay);
  const act = { at: receivedAt, actor: account, action: 'rescue.brought', student: null };
  await db.commit([...details.map((detail) => appendAudit({ ...act, detail })), ...charged]);
};

/**
 * Takes documents of a rescue file through the intake of replication: authors and ids stay, the log names who brought
 * them. A document that is held already is known and not doubled; each refused document has its code and is filed
 * whole. Throws OUT_OF_SCOPE for a school year that is not the caller's.
 */
export const takeRescued = async (
  services: IntakeServices,
  caller: Caller,
  name: DatabaseName,
  documents: readonly RescuedDocument[],
  now: Instant,
): Promise<RescueOutcome[]> => {
  const { db } = services;
  if (!mayOpen(caller, name)) throw new RegistryError('OUT_OF_SCOPE');
  await admitYear(db, name);
  const context = await senderOf(db, caller, name, now);
  await decideAgain(() => auditBringing(services, context, documents));
  const ids = documents.map(({ _id }) => _id);
  const held = new Set(await listHeldDocuments(db, name, ids));
  const hooks = intakeHooks(services);
  const incoming = documents.map((document) => readIncoming(document as Json, false));
  const outcomes = await receive({ db, hooks, name, context, now }, incoming);
  return outcomes.map((outcome) => {
    const { id } = outcome;
    if ('forbidden' in outcome) return { id, outcome: 'refused', code: outcome.forbidden };
    return { id, outcome: held.has(id) ? 'known' : 'new' };
  });
};
