import type { Me } from '@hocba/shared/contract/auth';
import { CONSENT_CODE_HOURS, issueConsentCode } from '@hocba/shared/contract/look-up';
import { parseIdentifier, SchoolCode, StudentCode } from '@hocba/shared/school/identifiers';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import {
  type CallError,
  type CallRegistry,
  callErrorOf,
  useSession,
  useSessionKeeper,
} from '../../work/session.ts';
import styles from './consent.module.css';
import { ConsentSlip, type IssuedCode } from './consent-slip.tsx';
import { type Choice, Picker } from './picker.tsx';
import { useSchoolChoices, useStudentChoices } from './use-choices.ts';

const issue = async (callRegistry: CallRegistry, student: Choice, school: Choice): Promise<IssuedCode> => {
  const studentCode = parseIdentifier(StudentCode, student.code);
  const schoolCode = parseIdentifier(SchoolCode, school.code);
  if (studentCode === undefined || schoolCode === undefined) throw new Error('a choice without its code');
  const answer = await callRegistry(issueConsentCode, { body: { studentCode, school: schoolCode } });
  return { ...answer, student, school };
};

const ConsentForm = ({
  me,
  onIssued,
}: {
  readonly me: Me;
  readonly onIssued: (code: IssuedCode) => void;
}) => {
  const { t } = useTranslation('lookUp');
  const { callRegistry } = useSessionKeeper();
  const students = useStudentChoices(me);
  const schools = useSchoolChoices(me);
  const [student, setStudent] = useState<Choice | null>(null);
  const [school, setSchool] = useState<Choice | null>(null);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<CallError | null>(null);
  const [isPending, setIsPending] = useState(false);

  // A pupil who came today may not have reached this device; the registry knows the code.
  const unlisted = (typed: string): Choice | undefined => {
    const code = parseIdentifier(StudentCode, typed.trim().toUpperCase());
    return code && { code, name: t('consent.studentCodeOnly', { code }), note: t('consent.notOnDevice') };
  };
  const send = async () => {
    setTried(true);
    setProblem(null);
    if (student === null || school === null) return;
    setIsPending(true);
    try {
      onIssued(await issue(callRegistry, student, school));
    } catch (error) {
      setProblem(callErrorOf(error));
      setIsPending(false);
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) void send();
  };

  return (
    <form className={styles.form} onSubmit={onSubmit} noValidate>
      <Picker
        label={t('consent.student')}
        hint={t('consent.studentHint')}
        error={tried && student === null ? t('consent.studentError') : undefined}
        choices={students.choices}
        unknown={students.isKnown ? undefined : t('consent.studentsUnknown')}
        chosen={student}
        onChoose={setStudent}
        unlisted={unlisted}
      />
      {schools.problem === null ? null : (
        <ProblemBanner title={t('consent.schoolsFailed')} problem={schools.problem} isOfPage />
      )}
      <Picker
        label={t('consent.school')}
        hint={t('consent.schoolHint')}
        error={tried && school === null ? t('consent.schoolError') : undefined}
        choices={schools.choices ?? []}
        unknown={schools.choices === null ? t('consent.schoolsUnknown') : undefined}
        chosen={school}
        onChoose={setSchool}
      />
      {problem === null ? null : <ProblemBanner title={t('consent.failed')} problem={problem} />}
      <div>
        <Button type="submit" look="main" icon="key" isPending={isPending}>
          {t(isPending ? 'consent.issuing' : 'consent.issue')}
        </Button>
      </div>
    </form>
  );
};

/** A guardian's one-time code for one receiving school: issued, shown once, printed. */
export const ConsentPage = () => {
  const { t } = useTranslation('lookUp');
  const { me } = useSession();
  const [issued, setIssued] = useState<IssuedCode | null>(null);
  if (me === null) return null;
  return (
    <Page
      title={t('consent.title')}
      intro={<span data-screen-only="">{t('consent.intro', { hours: CONSENT_CODE_HOURS })}</span>}
      width="read"
      hasOwnPaper={issued !== null}
    >
      {issued === null ? (
        <ConsentForm me={me} onIssued={setIssued} />
      ) : (
        <ConsentSlip
          issued={issued}
          from={me.school?.name ?? ''}
          by={me.displayName}
          onAnother={() => setIssued(null)}
        />
      )}
    </Page>
  );
};
