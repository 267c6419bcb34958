import type { Look, SignedRecord } from '@hocba/shared/contract/family/child';
import type { SignedYear } from '@hocba/shared/regulations/signed-rules';
import type { GuardianCaller } from '../accounts/guardian-session.ts';
import type { GuardianLink } from '../links/guardian-link.ts';

/*
 * The plain form of pages: what a guardian is shown under an order that hides where the child is. Names of schools,
 * communes, classes, teachers and other adults are left out, and so is free text, in which any of them may stand.
 */

type Sight = Pick<GuardianLink, 'sight'>;

const NO_SCHOOL = { code: '', name: '', commune: '', province: '' };

const plainSubject = (subject: SignedYear): SignedYear => {
  const { name, birthDate, sex } = subject.student;
  const plain = {
    ...subject,
    id: '',
    // The id of a record begins with the code of its school.
    recordId: '',
    student: { name, birthDate, sex, code: '', ethnicity: '' },
    school: NO_SCHOOL,
    class: '',
    remark: null,
    approvals: [],
    subjects: subject.subjects.map((line) => ('remark' in line ? { ...line, remark: null } : line)),
  };
  return plain as unknown as SignedYear;
};

/** A signed year as a guardian with this sight is shown it. */
export const shownTo = ({ sight }: Sight, record: SignedRecord): SignedRecord =>
  sight === 'whole' ? record : { ...record, signedBy: null, subject: plainSubject(record.subject) };

/** Looks as a guardian with this sight is shown them: the act, its time and the kind of person. */
export const seenBy = ({ name }: GuardianCaller, { sight }: Sight, looks: readonly Look[]): Look[] =>
  sight === 'whole'
    ? [...looks]
    : looks.map((look) => {
        const isOwn = look.role === 'family' && look.person === name;
        return { ...look, school: null, person: isOwn ? name : null };
      });
