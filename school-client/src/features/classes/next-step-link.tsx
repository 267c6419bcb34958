import type { ClassCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { currentLanguage } from '../../i18n/i18n.ts';
import { subjectName } from '../../model/subject-name.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './classes.module.css';
import type { NextStep } from './next-step.ts';

type Step = Extract<NextStep, { href: string }>;

const WORDS = { contested: 'nextContested', enter: 'nextEnter', close: 'nextClose' } as const;

const useStepText = (name: ClassCode, step: Step): string => {
  const { t } = useTranslation(['classes', 'common']);
  if (!('subject' in step)) return t(step.do === 'confirm' ? 'nextConfirm' : 'nextFinalise');
  const names = {
    subject: subjectName(step.subject, name, currentLanguage()),
    term: t(`common:${step.term}`),
  };
  if (step.do === 'continue') return t('nextContinue', { ...names, count: step.left });
  return t(WORDS[step.do], names);
};

const StepLink = ({ name, step }: { readonly name: ClassCode; readonly step: Step }) => (
  <Link href={step.href} className={styles.nextLink as string}>
    {useStepText(name, step)}
    <Icon name="chevron" />
  </Link>
);

interface NextStepProps {
  readonly name: ClassCode;
  readonly step: NextStep;
}

/** The next step as a link, or that there is none. */
export const NextStepText = ({ name, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  if ('href' in step) return <StepLink name={name} step={step} />;
  return <span className={styles.quiet}>{t(step.do === 'wait' ? 'nextWait' : 'nextNothing')}</span>;
};

/** The next step of a person in a class, with the word for it. */
export const NextStepLine = ({ name, step }: NextStepProps) => {
  const { t } = useTranslation('classes');
  return (
    <p className={styles.next}>
      {'href' in step && <span className={styles.nextWord}>{t('next')}</span>}
      <NextStepText name={name} step={step} />
    </p>
  );
};
