import { setTimeout as pause } from 'node:timers/promises';
import type { DatabaseName, Instant } from '@hocba/shared/school/identifiers';
import type { Config } from '../../config.ts';
import { checkConfirmations } from '../../confirmations/check-confirmations.ts';
import { checkDossiers } from '../../dossiers/dossier-events.ts';
import { checkGrants } from '../../guardians/check-grants.ts';
import { checkLinks } from '../../guardians/check-links.ts';
import { checkRecordSlips } from '../../guardians/record-slips/check-record-slips.ts';
import { checkCredentials } from '../../issuing/check-credentials.ts';
import { checkCanaries } from '../../people/canaries.ts';
import { checkAccounts } from '../../people/check-accounts.ts';
import { checkAssignments } from '../../records/assignments/check-assignments.ts';
import { checkSenders } from '../../records/assignments/check-senders.ts';
import { checkYear } from '../../records/rebuild/rebuild-year.ts';
import { checkReviews } from '../../reviews/check-reviews.ts';
import { checkClassLists } from '../../schools/check-class-lists.ts';
import { checkPupils } from '../../schools/check-pupils.ts';
import type { Db } from '../../storage/engine/db.ts';
import { listProjections } from '../../storage/queries/submissions.ts';
import { checkResults } from '../../transfers/check-results.ts';
import { checkTransfers } from '../../transfers/check-transfers.ts';
import { checkWhereabouts } from '../../transfers/oversight/check-whereabouts.ts';
import { checkPromises } from '../../transfers/promises/check-promises.ts';
import type { Said } from '../texts/said.ts';
import { differenceText } from './difference-texts.ts';

/** A fault: a sentence that is translated where it is printed, or one in both languages. */
export type Fault = string | Said;

/** The tools of a look at the contents of a database. */
export interface ContentServices extends Pick<Config, 'publicUrl' | 'policy'> {
  readonly db: Db;
  readonly trustList: () => Promise<string>;
  readonly now: Instant;
  /** Told what is looked at now: on a large database each takes its time. */
  readonly tell: (said: Said) => void;
}

/** How long a registry that is running may need between two commits that belong together; milliseconds. */
const SETTLING_MS = 300;

/** Only a fault that is found twice counts: between two looks a registry that is running finishes what it was doing. */
const findStanding = async (look: () => Promise<readonly Fault[]>): Promise<readonly Fault[]> => {
  const first = await look();
  if (first.length === 0) return first;
  await pause(SETTLING_MS);
  const again = new Set((await look()).map((fault) => JSON.stringify(fault)));
  return first.filter((fault) => again.has(JSON.stringify(fault)));
};

const unfoldable = (name: string): Said => [
  `${name}: its log cannot be folded, so nothing of it can be compared`,
  `${name}: không dựng lại được từ nhật ký, nên không so được gì`,
];

const tooOld = (name: string): Said => [
  `${name} is not compared: its log began before it kept class lists`,
  `không so ${name}: nhật ký có từ trước khi ghi danh sách lớp`,
];

/** Folds the log of one school year after the other from nothing, so that one at a time is in memory. */
export const checkDerived = async ({
  db,
  publicUrl,
  policy,
  tell,
}: Omit<ContentServices, 'trustList' | 'now'>): Promise<readonly Fault[]> => {
  const faults: Fault[] = [];
  const years = await listProjections(db);
  for (const [i, { db: name }] of years.entries()) {
    const place = `(${i + 1}/${years.length})`;
    tell([
      `folding the log of ${name} from nothing ${place} …`,
      `đang dựng lại ${name} từ nhật ký ${place} …`,
    ]);
    const look = async (): Promise<readonly Fault[]> => {
      const found = await checkYear({ db, issuer: publicUrl, policy }, name as DatabaseName);
      // A log that began before it kept class lists says too little to be compared with.
      const isOlder = found.some(({ how }) => how === 'older');
      if (isOlder) tell(tooOld(name));
      return isOlder ? [] : found.map((difference) => differenceText(name, difference));
    };
    faults.push(...(await findStanding(look).catch(() => [unfoldable(name)])));
  }
  return faults;
};

const checkSigned = async ({ db, trustList, now, tell }: ContentServices): Promise<readonly Fault[]> => {
  tell(['verifying every signed record …', 'đang kiểm tra từng học bạ đã ký …']);
  return findStanding(async () => (await checkCredentials(db, await trustList(), now)).faults);
};

/** A look at rows that people administer, beside what the audit says of them. */
const beside =
  (look: (db: Db) => Promise<readonly Fault[]>) =>
  ({ db }: ContentServices): Promise<readonly Fault[]> =>
    findStanding(() => look(db));

const checkClasses = async (db: Db): Promise<readonly Fault[]> => {
  const faults: Fault[] = [];
  for (const { db: name } of await listProjections(db)) {
    faults.push(...(await checkClassLists(db, name as DatabaseName)));
  }
  return faults;
};

/**
 * The checks of the contents of a database, by name: what follows from the log, signed records, and what people
 * administer beside the log and the audit.
 */
export const CONTENT_CHECKS: Readonly<
  Record<string, (services: ContentServices) => Promise<readonly Fault[]>>
> = {
  derived: checkDerived,
  credentials: checkSigned,
  classes: beside(checkClasses),
  pupils: beside(async (db) => [...(await checkPupils(db)), ...(await checkWhereabouts(db))]),
  accounts: beside(checkAccounts),
  assignments: beside(checkAssignments),
  senders: beside(checkSenders),
  grants: beside(async (db) => [...(await checkGrants(db)), ...(await checkRecordSlips(db))]),
  guardians: beside(checkLinks),
  dossiers: ({ db, trustList, now }) =>
    findStanding(async () => [
      ...(await checkDossiers(db)),
      ...(await checkTransfers(db)),
      ...(await checkReviews(db)),
      ...(await checkPromises(db)),
      ...(await checkResults(db, await trustList(), now)),
    ]),
  confirmations: ({ db, trustList, now }) =>
    findStanding(async () => checkConfirmations(db, await trustList(), now)),
  canaries: ({ db, now }) => checkCanaries(db, now),
};
