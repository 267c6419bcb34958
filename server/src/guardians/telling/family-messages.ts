import { formatDateText } from '@hocba/shared/calendar/date-text';
import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { Channel } from '@hocba/shared/messages/channel';
import { pupilCalled } from '@hocba/shared/messages/pupil-called';
import type { Instant } from '@hocba/shared/school/identifiers';
import { queueMessage } from '../../connectors/messages/queue-message.ts';
import type { Senders } from '../../connectors/messages/senders.ts';
import type { Db, Write } from '../../storage/engine/db.ts';
import {
  type GuardianContactRow,
  type GuardianRow,
  listContactsOf,
  listGuardians,
} from '../../storage/queries/guardians/guardian-accounts.ts';
import { findStudent, listEnrolmentsOf } from '../../storage/queries/schools/schools.ts';
import { listGuardiansOf } from '../links/guardian-link.ts';
import type { FamilyNotice } from './notice.ts';

/** The tools that find the guardians of a child. */
export interface TellServices {
  readonly db: Db;
  readonly clock: () => Instant;
  readonly senders: Pick<Senders, 'has'>;
}

interface Reached {
  readonly guardian: GuardianRow;
  readonly contact: GuardianContactRow;
}

const channelOf = ({ kind }: GuardianContactRow): Channel => (kind === 'mail' ? 'mail' : 'sms');

/** The telephone before the mail address, as far as messages can leave this registry; else the first contact. */
const contactOf = (
  contacts: readonly GuardianContactRow[],
  senders: Pick<Senders, 'has'>,
): GuardianContactRow | undefined => {
  const inOrder = contacts.toSorted((a, b) => Number(a.kind === 'mail') - Number(b.kind === 'mail'));
  return inOrder.find((contact) => senders.has(channelOf(contact))) ?? inOrder[0];
};

/** The guardians of a child who get messages, each with the contact; one that several share is there once. */
const listReached = async (
  { db, clock, senders }: TellServices,
  { student, except, only, at }: FamilyNotice,
): Promise<Reached[]> => {
  // A guardian who came later is not told of what was before, however late the registry comes to tell it.
  const then = new Set((await listGuardiansOf(db, student, at)).map(({ id }) => id));
  const links = (await listGuardiansOf(db, student, clock())).filter(
    ({ id, rights }) => rights.messages && then.has(id),
  );
  const ids = [...new Set(links.map(({ guardian }) => guardian as string))].filter(
    (id) => id !== except && (only === undefined || id === only),
  );
  if (ids.length === 0) return [];
  const guardians = (await listGuardians(db, ids)).filter(({ disabled }) => !disabled);
  const contacts = Map.groupBy(await listContactsOf(db, ids), ({ guardian }) => guardian);
  const reached = guardians.flatMap((guardian) => {
    const contact = contactOf(contacts.get(guardian.id) ?? [], senders);
    return contact === undefined ? [] : [{ guardian, contact }];
  });
  return [...new Map(reached.map((one) => [`${one.contact.kind} ${one.contact.value}`, one])).values()];
};

/** The writes that queue a message about a notice for each contact of the child's guardians. */
export const familyMessages = async (services: TellServices, notice: FamilyNotice): Promise<Write[]> => {
  const { db, clock } = services;
  const { sentence, at } = notice;
  const reached = await listReached(services, notice);
  const student = reached.length === 0 ? undefined : await findStudent(db, notice.student);
  if (student === undefined) return [];
  const enrolments = await listEnrolmentsOf(db, student.id);
  // The office of the child's own school sees what becomes of the message.
  const current = enrolments.find(({ status }) => status === 'studying') ?? enrolments[0];
  if (current === undefined) return [];
  const parameters = { pupil: pupilCalled(student.name), date: formatDateText(vietnamTimeOf(at).date) };
  return reached.flatMap(({ guardian, contact }) => {
    const to = { channel: channelOf(contact), contact: contact.value, sentence, parameters };
    const about = { student: student.id, guardian: guardian.id, school: current.school };
    const language = guardian.language === 'en' ? 'en' : 'vi';
    return queueMessage({ ...to, ...about, language }, clock());
  });
};
