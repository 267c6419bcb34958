import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useSubjectName } from '../../model/subject-name.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './classes.module.css';
import type { NextStep } from './next-step.ts';

type Step = Extract<NextStep, { href: string }>;

const WORDS = { contested: 'nextContested', enter: 'nextEnter', close: 'nextClose' } as const;

const useStepText = (year: SchoolYear, name: ClassCode, step: Step): string => {
  const { t } = useTranslation(['classes', 'common']);
  const nameOf = useSubjectName(year);
  if (!('subject' in step)) return t(step.do === 'confirm' ? 'nextConfirm' : 'nextFinalise');
  const names = {
    subject: nameOf(step.subject, name),
    term: t(`common:${step.term}`),
  };
  if (step.do === 'continue') return t('nextContinue', { ...names, count: step.left });
  return t(WORDS[step.do], names);
};

const StepLink = ({ year, name, step }: NextStepProps & { readonly step: Step }) => (
  <Link href={step.href} className={styles.nextLink as string}>
    {useStepText(year, name, step)}
    <Icon name="chevron" />
  </Link>
);

interface NextStepProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly step: NextStep;
}

/** The next step as a link, or that there is none. */
export const NextStepText = ({ year, name, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  if ('href' in step) return <StepLink year={year} name={name} step={step} />;
  return <span className={styles.quiet}>{t(step.do === 'wait' ? 'nextWait' : 'nextNothing')}</span>;
};

/** The next step of a person in a class, with the word for it. */
export const NextStepLine = ({ year, name, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  return (
    <p className={styles.next}>
      {'href' in step && <span className={styles.nextWord}>{t('next')}</span>}
      <NextStepText year={year} name={name} step={step} />
    </p>
  );
};
