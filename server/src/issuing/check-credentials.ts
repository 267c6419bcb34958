import { createHash } from 'node:crypto';
import { openListOfAnyAge } from '@hocba/shared/credential/trust/open-trust';
import { verifyAgainst } from '@hocba/shared/credential/verify/verify';
import type { IssuedDocument } from '@hocba/shared/documents/internal';
import {
  databaseNameOf,
  type Instant,
  type SchoolCode,
  type SchoolYear,
} from '@hocba/shared/school/identifiers';
import { fitsPayload } from '../records/fits-payload.ts';
import { chunksOf } from '../storage/engine/chunks.ts';
import type { Db } from '../storage/engine/db.ts';
import { listActsAbout, readActs } from '../storage/queries/audit/acts.ts';
import { type CredentialRow, listSignedIds, readCredentials } from '../storage/queries/credentials.ts';
import { findIntent } from '../storage/queries/intents.ts';
import { listSubmissionsOf } from '../storage/queries/submissions.ts';

const PAGE = 200;
const ISSUED = 'credential.issued';

/**
 * What came of reading every signed record again; `faults` names each that does not hold by its id and the
 * code of the check.
 */
export interface CredentialCheck {
  /**
   * Of keys that the trust list calls compromised: nobody can tell any more, and they must not keep the rest
   * from coming back.
   */
  readonly compromised: number;
  readonly faults: readonly string[];
}

/** The audit's row about a signature; the digest is unknown of acts from before it was audited. */
interface IssuedAct {
  readonly credential: string;
  readonly digest?: string;
}

const digestOf = (jws: string): string => createHash('sha256').update(jws).digest('hex');
const textOf = (jws: string): string => Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
const faultOf = (id: string, code: string): string => `signed record ${id}: ${code}`;

/** Whether a text is signed by a key of the list, and about the record of its row. */
const codeOfText = async (
  row: CredentialRow,
  trust: Awaited<ReturnType<typeof openListOfAnyAge>>,
  now: Instant,
): Promise<string | undefined> => {
  const { verdict, steps, payload } = await verifyAgainst(row.jws, trust, now, fitsPayload);
  // Whether a record was revoked may stay unknown here; whether its key and signature are good may not.
  if (verdict !== 'VALID') return steps.at(-1)?.code ?? verdict;
  const { id, sub, credentialSubject } = payload ?? {};
  const own = id === `urn:uuid:${row.id}` && credentialSubject?.revision === row.revision;
  return own && sub === credentialSubject.id ? undefined : 'OTHER_RECORD';
};

/** Whether a row and its text are what was frozen. */
const codeOfIntent = async (db: Db, row: CredentialRow): Promise<string | undefined> => {
  const intent = await findIntent(db, row.id);
  if (intent === undefined || textOf(row.jws) !== intent.payload) return 'OTHER_TEXT';
  const name = databaseNameOf(row.school as SchoolCode, row.year as SchoolYear);
  const { record, revision, student } = row;
  const same = JSON.stringify([record, revision, student, name]);
  return same === JSON.stringify([intent.record, intent.revision, intent.student, intent.db])
    ? undefined
    : 'OTHER_RECORD';
};

/** The rows of log and audit about the signed records of a page. */
const openPage = async (db: Db, rows: readonly CredentialRow[]) => {
  const acts = await listActsAbout(db, ISSUED, [...new Set(rows.map(({ student }) => student))]);
  const audited = new Map(
    acts.map(({ detail, student }) => {
      const act = JSON.parse(detail) as IssuedAct;
      return [act.credential, { ...act, student }];
    }),
  );
  const logged = new Map<string, IssuedDocument>();
  const years = Map.groupBy(rows, ({ school, year }) =>
    databaseNameOf(school as SchoolCode, year as SchoolYear),
  );
  for (const [name, own] of years) {
    for (const { body } of await listSubmissionsOf(
      db,
      name,
      own.map(({ id }) => `issued:${id}`),
    )) {
      const document = JSON.parse(body) as IssuedDocument;
      logged.set(document.credential, document);
    }
  }
  /** Signatures from before the log named them are audited without a digest. */
  return ({ id, student, jws }: CredentialRow): string | undefined => {
    const [act, document, digest] = [audited.get(id), logged.get(id), digestOf(jws)];
    if (act?.student !== student || (act.digest ?? digest) !== digest) return 'NOT_AUDITED';
    if (document === undefined) return act.digest === undefined ? undefined : 'NOT_LOGGED';
    return document.digest === digest && document.student === student ? undefined : 'NOT_LOGGED';
  };
};

/** Signatures that the audit names and the table has not. */
const findMissing = async (db: Db): Promise<string[]> => {
  const faults: string[] = [];
  const ids: string[] = [];
  for await (const { detail } of readActs(db, [ISSUED]))
    ids.push((JSON.parse(detail) as IssuedAct).credential);
  for (const chunk of chunksOf(ids)) {
    const found = await listSignedIds(db, chunk);
    faults.push(...chunk.filter((id) => !found.has(id)).map((id) => faultOf(id, 'MISSING')));
  }
  return faults;
};

/**
 * Verifies every signed record of a database against a trust list, and compares each with its row, the text that was
 * frozen, the log and the audit, both ways. A list that has expired still says which keys signed: a copy must come back
 * on the day on which nobody renewed the list.
 */
export const checkCredentials = async (db: Db, trustList: string, now: Instant): Promise<CredentialCheck> => {
  const trust = await openListOfAnyAge(trustList);
  const faults: string[] = [];
  let compromised = 0;
  for await (const page of readCredentials(db, PAGE)) {
    const codeOfNews = await openPage(db, page);
    for (const row of page) {
      const text = await codeOfText(row, trust, now);
      if (text === 'KEY_COMPROMISED') compromised += 1;
      const own = text === 'KEY_COMPROMISED' ? undefined : text;
      const code = own ?? (await codeOfIntent(db, row)) ?? codeOfNews(row);
      if (code !== undefined) faults.push(faultOf(row.id, code));
    }
  }
  return { compromised, faults: [...faults, ...(await findMissing(db))] };
};
