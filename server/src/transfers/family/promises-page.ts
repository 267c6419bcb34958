import type { FamilyPromise, PromisesPage } from '@hocba/shared/contract/promises/family';
import { promiseStage } from '@hocba/shared/lifecycle/promise/promise';
import { RegistryError } from '@hocba/shared/problems';
import { maskContact } from '@hocba/shared/school/contact';
import type { Instant, LocalDate, StudentId } from '@hocba/shared/school/identifiers';
import type { GuardianCaller } from '../../guardians/accounts/guardian-session.ts';
import { type GuardianLink, listChildrenOf, requireLink } from '../../guardians/links/guardian-link.ts';
import { frameOf } from '../../guardians/pages/frame.ts';
import { listSignedYears } from '../../guardians/pages/signed-records.ts';
import type { Db } from '../../storage/engine/db.ts';
import { type DossierRow, listDossiersById } from '../../storage/queries/dossiers/dossiers.ts';
import { listPromisesAbout, type PromiseRow } from '../../storage/queries/dossiers/promises.ts';
import { type Parties, readParties } from '../desk/transfer-entry.ts';
import { letterOfPromise } from '../promises/letter-of.ts';
import { isVoid } from '../promises/promise-entry.ts';
import { isSealedPromise, ruled } from '../promises/promise-row.ts';
import { codeSentTo, type SigningServices } from './sign-promise.ts';

interface Shown {
  readonly row: PromiseRow;
  readonly dossier: DossierRow;
  readonly parties: Parties;
}

/** The promises about a child that its family sees, those that wait for a signature first, then the newest. */
const readShown = async (db: Db, student: StudentId): Promise<Shown[]> => {
  const rows = (await listPromisesAbout(db, student)).filter(
    (row) => row.state !== 'withdrawn' && isSealedPromise(db, row),
  );
  const ids = [...new Set(rows.map(({ dossier }) => dossier))];
  const dossiers = new Map((await listDossiersById(db, ids)).map((row) => [row.id, row]));
  const partiesIn = await readParties(db, [...dossiers.values()]);
  const shown = rows.flatMap((row) => {
    const dossier = dossiers.get(row.dossier);
    return dossier === undefined ? [] : [{ row, dossier, parties: partiesIn(dossier) }];
  });
  const rank = ({ row }: Shown): number => (row.state === 'unsigned' ? 0 : 1);
  return shown.reverse().toSorted((a, b) => rank(a) - rank(b));
};

const asGuardianSees = async (
  services: SigningServices,
  caller: GuardianCaller,
  { relation, rights }: GuardianLink,
  { row, dossier, parties }: Shown,
): Promise<FamilyPromise> => {
  const { kind, state } = ruled(row);
  const due = row.due as Instant | null;
  const stage = promiseStage({ state, due }, isVoid(dossier), services.clock());
  const maySign = stage === 'unsigned' && rights.decide;
  const sentTo = maySign ? await codeSentTo(services, caller, row.id) : undefined;
  return {
    id: row.id,
    kind,
    stage,
    letter: letterOfPromise(row, dossier, parties, maySign ? { name: caller.name, relation } : null),
    due,
    until: row.until as LocalDate | null,
    signed:
      row.signer === null || row.signed_at === null
        ? null
        : { name: row.signer, at: row.signed_at as Instant },
    answer: row.answer,
    maySign,
    sentTo: sentTo === undefined ? null : maskContact(sentTo),
  };
};

/** The letters about a child. Throws NOT_FOUND for a child that the caller does not see whole. */
export const readPromisesPage = async (
  services: SigningServices,
  caller: GuardianCaller,
  student: StudentId,
): Promise<PromisesPage> => {
  const { db, clock } = services;
  const now = clock();
  const link = await requireLink(db, caller.id, { student, right: 'see', now });
  const frame = await frameOf(db, caller, student, now);
  if (frame === null) throw new RegistryError('NOT_FOUND');
  const shown = await readShown(db, student);
  return {
    page: 'promises',
    frame,
    promises: await Promise.all(shown.map((one) => asGuardianSees(services, caller, link, one))),
    newestYear: (await listSignedYears(db, student))[0] ?? null,
    at: null,
    problem: null,
  };
};

/** How many letters wait for the caller's signature; none where the caller may not decide for the child. */
export const countLettersToSign = async (
  { db, clock }: Pick<SigningServices, 'db' | 'clock'>,
  caller: GuardianCaller,
  student: StudentId,
): Promise<number> => {
  const links = await listChildrenOf(db, caller.id, clock());
  if (!links.some((link) => link.student === student && link.rights.see && link.rights.decide)) return 0;
  const shown = await readShown(db, student);
  return shown.filter(({ row, dossier }) => row.state === 'unsigned' && !isVoid(dossier)).length;
};
