import { Upward } from '@hocba/shared/documents/upward';
import { type ProblemCode, RegistryError } from '@hocba/shared/problems';
import { type DatabaseName, databaseParts, type Instant, sheetParts } from '@hocba/shared/school/identifiers';
import { Compile } from 'typebox/compile';
import type { Caller } from '../../people/caller.ts';
import type { Arrived } from '../../replication/document.ts';
import type { Db } from '../../storage/engine/db.ts';
import { hasClasses } from '../../storage/queries/schools/schools.ts';
import type { NewSubmission } from '../../storage/queries/submissions.ts';
import type { ClassDirectory } from '../class-directory.ts';
import { maySend, type Subject } from '../permissions.ts';

/** The sender of a batch, its database, and the moment of its arrival. */
export interface Sender {
  readonly caller: Caller;
  readonly db: DatabaseName;
  readonly receivedAt: Instant;
  readonly classes: ClassDirectory;
  /** Authors whose entries the caller may bring from a rescue file. Approvals come from their own author only. */
  readonly brings?: ReadonlySet<string>;
}

/** Throws SCHOOL_YEAR_UNKNOWN for a school year that the school has no class in: nothing is kept for it. */
export const admitYear = async (db: Db, name: DatabaseName): Promise<void> => {
  const { school, year } = databaseParts(name);
  if (!(await hasClasses(db, school, year))) throw new RegistryError('SCHOOL_YEAR_UNKNOWN');
};

/** A document's place in the submission log, or the refusal. */
export type Acceptance = { forbidden: ProblemCode } | { entry: NewSubmission };

/** The subject of a document must stand in its id, so that one id can never be read two ways. */
const expectedPrefix = (doc: Upward): string =>
  doc.kind === 'entry' || doc.kind === 'close' ? `${doc.kind}:${doc.sheet}:` : `${doc.kind}:${doc.class}:`;

/** Compiled: a push brings hundreds of documents with hundreds of cells. */
const upward = Compile(Upward);

const parseUpward = (doc: unknown): { doc: Upward } | { forbidden: ProblemCode } => {
  const version = (doc as { v?: unknown } | null)?.v;
  if (typeof version === 'number' && version > 1) return { forbidden: 'CLIENT_TOO_NEW' };
  if (!upward.Check(doc)) return { forbidden: 'DOCUMENT_MALFORMED' };
  return doc._id.startsWith(expectedPrefix(doc)) ? { doc } : { forbidden: 'DOCUMENT_MALFORMED' };
};

const subjectOf = (doc: Upward): Subject => {
  const { kind } = doc;
  if (kind !== 'entry' && kind !== 'close') return { kind, class: doc.class, subject: undefined };
  const parts = sheetParts(doc.sheet);
  return { kind, class: parts.class, subject: parts.subject };
};

const isFromAuthor = (doc: Upward, { caller, brings }: Sender): boolean =>
  doc.by === caller.account || (doc.kind === 'entry' && brings?.has(doc.by) === true);

/**
 * Decides whether a document enters the submission log, where its JSON text is kept. It asks who
 * sends, whether it is theirs and whether it is whole; no rule of assessment is applied here, because an
 * honest mark must never be stranded on a device. Refusals are for what an honest client cannot produce:
 * DOCUMENT_MALFORMED, CLIENT_TOO_NEW, AUTHOR_MISMATCH, OUT_OF_SCOPE, CLASS_UNKNOWN.
 */
export const acceptUpward = async ({ value, rev, text }: Arrived, sender: Sender): Promise<Acceptance> => {
  const parsed = parseUpward(value);
  if ('forbidden' in parsed) return parsed;
  const { doc } = parsed;
  if (!isFromAuthor(doc, sender)) return { forbidden: 'AUTHOR_MISMATCH' };
  const about = subjectOf(doc);
  if (!maySend(sender.caller, sender.db, about)) return { forbidden: 'OUT_OF_SCOPE' };
  if (!(await sender.classes.has(about.class))) return { forbidden: 'CLASS_UNKNOWN' };
  const entry = {
    db: sender.db,
    doc: doc._id,
    rev,
    kind: doc.kind,
    dev: doc.dev,
    n: doc.n,
    account: sender.caller.account,
    received_at: sender.receivedAt,
    body: text(),
    name: sender.caller.displayName,
  };
  return { entry };
};
