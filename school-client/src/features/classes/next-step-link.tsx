import type { ClassDocument } from '@hocba/shared/documents/downward';
import { HOMEROOM } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePersonName } from '../../model/names/people.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './classes.module.css';
import type { NextStep, WaitedFor } from './next-step.ts';

type Step = Extract<NextStep, { href: string }>;

const WORDS = { contested: 'nextContested', enter: 'nextEnter', close: 'nextClose' } as const;

const WAITS = { head: 'waitHead', registry: 'waitRegistry', records: 'waitRecords' } as const;

const useStepText = ({ year, class: name }: ClassDocument, step: Step): string => {
  const { t } = useTranslation(['classes', 'anyPage']);
  const nameOf = useSubjectName(year);
  if (!('subject' in step)) return t(step.do === 'confirm' ? 'nextConfirm' : 'nextFinalise');
  const names = {
    subject: nameOf(step.subject, name),
    term: t(`anyPage:${step.term}`),
  };
  if (step.do === 'continue') return t('nextContinue', { ...names, count: step.left });
  return t(WORDS[step.do], names);
};

const StepLink = ({ list, step }: NextStepProps & { readonly step: Step }) => (
  <Link href={step.href} className={styles.nextLink as string}>
    {useStepText(list, step)}
    <Icon name="chevron" />
  </Link>
);

interface NextStepProps {
  readonly list: ClassDocument;
  readonly step: NextStep;
}

/** The person for whom the class waits, by name where the class list has one. */
const Waiting = ({ list, for: waited }: { readonly list: ClassDocument; readonly for: WaitedFor }) => {
  const { t } = useTranslation(['classes', 'anyPage']);
  const nameOf = useSubjectName(list.year);
  const personOf = usePersonName();
  const named = (account: string | null | undefined) => (account ? personOf(account) : t('nobodyAssigned'));
  if (waited === 'homeroom') return t('waitHomeroom', { name: named(list.homeroom) });
  if (typeof waited === 'string') return t(WAITS[waited]);
  const { subject, term, more } = waited;
  const taught = list.subjects.find((one) => one.subject === subject)?.teacher;
  const sheet = {
    subject: nameOf(subject, list.class),
    term: t(`anyPage:${term}`),
    name: named(subject === HOMEROOM ? list.homeroom : taught),
  };
  return more === 0 ? t('waitSheet', sheet) : t('waitSheets', { ...sheet, count: more });
};

/** The next step as a link, or whom the class waits for. */
export const NextStepText = ({ list, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  if ('href' in step) return <StepLink list={list} step={step} />;
  return (
    <span className={styles.quiet}>
      {step.do === 'wait' ? <Waiting list={list} for={step.for} /> : t('nextNothing')}
    </span>
  );
};

/** The next step of a person in a class, with the word for it. */
export const NextStepLine = ({ list, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  return (
    <p className={styles.next}>
      {'href' in step && <span className={styles.nextWord}>{t('next')}</span>}
      <NextStepText list={list} step={step} />
    </p>
  );
};
