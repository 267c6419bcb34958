import type { QueuedSentenceId } from '@hocba/shared/messages/sentences';
import type { Instant } from '@hocba/shared/school/identifiers';
import type { AuditRow } from '../../storage/queries/audit/audit-queries.ts';

/** Something that the guardians of a child are told. */
export interface FamilyNotice {
  readonly sentence: QueuedSentenceId;
  readonly student: string;
  readonly at: Instant;
  /** The guardian who did it and needs no message. */
  readonly except: string | undefined;
  /** The one guardian whom it concerns; undefined where it concerns them all. */
  readonly only?: string | undefined;
}

/** The sentence about an act of the audit. A look-up with a code names the code; one without names the request. */
const SENTENCES: Readonly<Record<string, (detail: string) => QueuedSentenceId>> = {
  'lookup.granted': (detail) => ('code' in JSON.parse(detail) ? 'code-used' : 'looked-up-without-code'),
  'lookup.refused': () => 'code-failed',
  'credential.issued': () => 'record-issued',
  'transfer.filed': () => 'transfer-filed',
  'transfer.object': () => 'transfer-objected',
  'transfer.settle': () => 'transfer-settled',
  'transfer.accept': () => 'transfer-accepted',
  'transfer.refuse': () => 'transfer-refused',
  'guardian.linked': () => 'guardian-linked',
  'share.made': () => 'share-made',
  'share.objected': () => 'share-objected',
  'review.accept': () => 'review-answered',
  'review.decline': () => 'review-answered',
  'review.ask': () => 'review-asked',
  'review.complete': () => 'review-corrected',
  'share.settled': () => 'share-settled',
  'promise.made': () => 'promise-made',
  'promise.kept': () => 'promise-kept',
};

/** A review request is between one guardian and the school: nobody else of the family is told of it. */
const onlyIn = (action: string, detail: string): string | undefined =>
  action.startsWith('review.') ? (JSON.parse(detail) as { guardian?: string }).guardian : undefined;

/** The notice of an act; undefined for acts that families are not told of, and for acts on no pupil. */
export const noticeOf = ({ action, student, actor, at, detail }: AuditRow): FamilyNotice | undefined => {
  const sentenceOf = Object.hasOwn(SENTENCES, action) ? SENTENCES[action] : undefined;
  if (sentenceOf === undefined || student === null) return undefined;
  const [, except] = /^guardian:(.+)$/.exec(actor) ?? [];
  return { sentence: sentenceOf(detail), student, at: at as Instant, except, only: onlyIn(action, detail) };
};
