import { faultOfTold } from '../people/told-rows.ts';
import { REKEYED } from '../storage/engine/chain/key-chains.ts';
import type { Db } from '../storage/engine/db.ts';
import { readActs } from '../storage/queries/audit/acts.ts';
import type { AuditRow } from '../storage/queries/audit/audit-queries.ts';
import {
  type ConsentCodeRow,
  type GrantRow,
  readConsentCodes,
  readGrants,
} from '../storage/queries/consents.ts';

type Code = Omit<ConsentCodeRow, 'id' | 'version'>;
type Grant = Omit<GrantRow, 'id'>;

/** The one-time codes and grants by the audit: codes by id, grants by the MAC of their handle. */
interface Told {
  readonly codes: Map<string, Code>;
  readonly grants: Map<string, Grant>;
  /** Acts from before they named codes and grants: then one without an act may be from that time. */
  last: string;
}

const tellIssued = (
  { codes }: Told,
  { at, actor, student }: AuditRow,
  detail: Record<string, string>,
): void => {
  const { school = '', code = '', hash = '', expiresAt = '' } = detail;
  for (const earlier of codes.values()) {
    const isOpen = earlier.used_at === null && earlier.expires_at > at;
    if (isOpen && earlier.student === student && earlier.school === school) earlier.expires_at = at;
  }
  const made = { issued_by: actor, created_at: at, expires_at: expiresAt, failures: 0, used_at: null };
  codes.set(code, { student: student ?? '', school, hash, ...made });
};

const tellGranted = ({ codes, grants }: Told, row: AuditRow, detail: Record<string, string>): void => {
  const { at, actor, student } = row;
  // A grant without a code is of the account that asked; the act is of the person who decided.
  const { school = '', purpose = '', code = '', grant = '', expiresAt = '', account = actor } = detail;
  const used = codes.get(code);
  if (used !== undefined) used.used_at = at;
  const granted = { student: student ?? '', school, account, purpose };
  grants.set(grant, { ...granted, created_at: at, expires_at: expiresAt });
};

/** Plays the acts again in their order. */
const readTold = async (db: Db): Promise<Told> => {
  const told: Told = { codes: new Map(), grants: new Map(), last: '' };
  for await (const row of readActs(db, ['consent.issued', 'lookup.granted', 'lookup.refused', REKEYED])) {
    // Digests that acts say under a former chain key cannot be compared any more.
    if (row.action === REKEYED) {
      told.codes.clear();
      told.grants.clear();
      told.last = row.at;
      continue;
    }
    const detail = JSON.parse(row.detail) as Record<string, string> & { codes?: readonly string[] };
    const { code, codes, grant } = detail;
    if (code === undefined && codes === undefined && grant === undefined) told.last = row.at;
    else if (row.action === 'consent.issued') tellIssued(told, row, detail);
    else if (row.action === 'lookup.granted') tellGranted(told, row, detail);
    for (const id of codes ?? []) {
      const tried = told.codes.get(id);
      if (tried !== undefined) tried.failures += 1;
    }
  }
  return told;
};

/**
 * One-time codes and grants that are otherwise than the acts of the audit say. They are named by pupil, school and time,
 * because a grant's handle opens the bundle.
 */
export const checkGrants = async (db: Db): Promise<string[]> => {
  const told = await readTold(db);
  const { last } = told;
  const faults: string[] = [];
  const codeName = ({ student, school, created_at: at }: Code) =>
    `one-time code of ${student} for ${school} of ${at}`;
  const grantName = ({ student, school, created_at: at }: Grant) =>
    `look-up grant of ${student} for ${school} of ${at}`;
  for await (const page of readConsentCodes(db)) {
    for (const { id, version: _, ...row } of page) {
      const said = { ...row, hash: db.mac('told', row.hash) };
      const fault = faultOfTold({ rows: told.codes, last }, said, { key: id, at: row.created_at });
      if (fault !== undefined) faults.push(codeName(row) + fault);
    }
  }
  for await (const page of readGrants(db)) {
    for (const { id, ...row } of page) {
      const named = { key: db.mac('told', id), at: row.created_at };
      const fault = faultOfTold({ rows: told.grants, last }, row, named);
      if (fault !== undefined) faults.push(grantName(row) + fault);
    }
  }
  const missing = [...[...told.codes.values()].map(codeName), ...[...told.grants.values()].map(grantName)];
  return [...faults, ...missing.map((name) => `${name} is missing`)];
};
