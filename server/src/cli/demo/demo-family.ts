import type { Relation } from '@hocba/shared/school/guardians';
import type { AccountName, ClassCode, SchoolYear, StudentId } from '@hocba/shared/school/identifiers';
import type { CodeSending } from '../../guardians/accounts/challenge.ts';
import { type GuardianServices, readGuardian } from '../../guardians/accounts/guardian-session.ts';
import { makeClassSlips } from '../../guardians/links/class-slips.ts';
import { addChild, join, sendJoinCode, showSlip } from '../../guardians/links/join.ts';
import { pupilGuardiansOf } from '../../guardians/office/pupil-guardians.ts';
import { decide, propose } from '../../guardians/restrictions/orders.ts';
import { getAccountCaller } from '../../people/account-caller.ts';
import { listGuardiansAt } from '../../storage/queries/guardians/guardian-accounts.ts';
import { findStudentByCode, listClassStudents } from '../../storage/queries/schools/schools.ts';

/** The phone that both parents of the demo use. */
export const FAMILY_PHONE = '0900000001';
const NUMBER = '+84900000001';
const NETWORK = '127.0.0.1';
/** The second person of the order. */
const HEAD = 'ht.tantrao' as AccountName;
const YEAR = '2026-2027' as SchoolYear;

/** A parent of the demo. */
interface Parent {
  readonly name: string;
  readonly relation: Relation;
  readonly pin: string;
}

/** The parents of the demo; each has a PIN of one's own on the phone that they share. */
export const PARENTS = {
  mother: { name: 'Ma Thị Hường', relation: 'mother', pin: '739204' },
  father: { name: 'Nguyễn Văn Toàn', relation: 'father', pin: '480316' },
} as const satisfies Readonly<Record<string, Parent>>;

/** A child of the demo's family: in whose school, and of which class. */
interface Child {
  readonly clerk: AccountName;
  readonly class: ClassCode;
  readonly student: StudentId;
}

const printSlip = async (services: GuardianServices, { clerk, class: name, student }: Child) => {
  const { db, secrets, clock } = services;
  const caller = await getAccountCaller(db, clerk, 'demo');
  const wish = { year: YEAR, class: name, students: [student], perStudent: 1 };
  const { slips } = await makeClassSlips({ db, pepper: secrets.pepper }, caller, wish, clock());
  const [slip] = slips;
  if (slip === undefined) throw new Error(`no slip for a pupil of ${name}`);
  return { studentId: slip.studentCode, birthDate: slip.birthDate, code: slip.code };
};

/** Comes in with slip, phone and PIN, as a family does; answers the session. */
const comeIn = async (services: GuardianServices, parent: Parent, child: Child): Promise<string> => {
  const sent: string[] = [];
  const sending: CodeSending = { ...services, sendCode: async (_, code) => void sent.push(code) };
  const way = await showSlip(sending, await printSlip(services, child), NETWORK);
  await sendJoinCode(sending, way, { contact: FAMILY_PHONE, network: NETWORK, language: 'vi' });
  const said = {
    ...parent,
    code: sent.at(-1) ?? '',
    isShared: false,
    language: 'vi',
    network: NETWORK,
  } as const;
  return join(sending, way, said);
};

const childrenOf = async ({ db }: GuardianServices): Promise<readonly [Child, Child]> => {
  const girl = await findStudentByCode(db, '0812345678');
  const [boy] = await listClassStudents(db, '08000103', YEAR, '4A');
  if (girl === undefined || boy === undefined) throw new Error('the demo has lost a child');
  return [
    { clerk: 'clerk.tantrao' as AccountName, class: '8A1' as ClassCode, student: girl.id as StudentId },
    { clerk: 'ht.thtantrao' as AccountName, class: '4A' as ClassCode, student: boy.student.id as StudentId },
  ];
};

/** The father may not learn where the child is: the clerk enters the court's order, the head confirms it. */
const restrictFather = async (services: GuardianServices, { clerk, student }: Child): Promise<void> => {
  const { db, secrets, clock } = services;
  const office = { db, pepper: secrets.pepper, clock };
  const asks = await getAccountCaller(db, clerk, 'demo');
  const confirms = await getAccountCaller(db, HEAD, 'demo');
  const { guardians } = await pupilGuardiansOf(office, asks, student);
  const father = guardians.find(({ relation }) => relation === PARENTS.father.relation);
  if (father === undefined) throw new Error('the demo has lost a father');
  const document = 'Quyết định số 15/2026/QĐ-TA ngày 12/10/2026';
  await propose(office, asks, student, {
    link: father.link,
    kind: 'no-address',
    document,
    from: null,
    until: null,
  });
  const { orders } = await pupilGuardiansOf(office, confirms, student);
  for (const { id } of orders)
    await decide(office, confirms, { student, order: id }, { decision: 'confirm' });
};

/**
 * Makes the demo's family once: two parents on one phone, two children, by slips of both schools. A court's order keeps from
 * the father where the child is.
 */
export const makeFamily = async (services: GuardianServices): Promise<void> => {
  if ((await listGuardiansAt(services.db, 'phone', NUMBER)).length > 0) return;
  const [first, second] = await childrenOf(services);
  const session = await comeIn(services, PARENTS.mother, first);
  await comeIn(services, PARENTS.father, first);
  await restrictFather(services, first);
  const mother = await readGuardian(services, session);
  const way = await showSlip(services, await printSlip(services, second), NETWORK);
  await addChild(services, mother, way, PARENTS.mother.relation);
};
