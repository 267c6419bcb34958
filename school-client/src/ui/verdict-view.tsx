import type { Step, StepName, Verdict, VerdictName } from '@hocba/shared/credential/verdict';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';
import type { IconName } from './icon.tsx';
import { Tag, type Tone } from './tag.tsx';
import styles from './verdict-view.module.css';

const STEPS: readonly StepName[] = [
  'format',
  'trust',
  'key',
  'signature',
  'schema',
  'claims',
  'time',
  'status',
];

const VERDICTS: Record<VerdictName, { readonly tone: Tone; readonly icon: IconName }> = {
  VALID: { tone: 'green', icon: 'seal' },
  SUPERSEDED: { tone: 'amber', icon: 'refresh' },
  REVOKED: { tone: 'red', icon: 'close' },
  EXPIRED: { tone: 'amber', icon: 'clock' },
  INVALID: { tone: 'red', icon: 'close' },
  UNVERIFIABLE: { tone: 'amber', icon: 'warning' },
};

type Outcome = 'ok' | 'warning' | 'failed' | 'unknown' | 'skipped';

const OUTCOMES: Record<Outcome, { readonly tone: Tone; readonly icon: IconName }> = {
  ok: { tone: 'green', icon: 'check' },
  warning: { tone: 'amber', icon: 'warning' },
  failed: { tone: 'red', icon: 'close' },
  unknown: { tone: 'amber', icon: 'info' },
  skipped: { tone: 'neutral', icon: 'clock' },
};

const outcomeOf = (step: Step | undefined): Outcome => {
  if (step === undefined) return 'skipped';
  return step.outcome === 'ok' && step.code !== undefined ? 'warning' : step.outcome;
};

/** The verdict in words, and what it means for the person who reads it. */
export const VerdictBanner = ({ verdict }: { readonly verdict: VerdictName }) => {
  const { t } = useTranslation('verify');
  return (
    <Banner {...VERDICTS[verdict]} title={t(`verdict.${verdict}`)} isAnswer>
      <p>{t(`meaning.${verdict}`)}</p>
    </Banner>
  );
};

/** A verdict as a word beside an icon, for lists. */
export const VerdictTag = ({ verdict }: { readonly verdict: VerdictName }) => {
  const { t } = useTranslation('verify');
  return <Tag {...VERDICTS[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
};

/** Every check by name, also those that were not reached: a bare tick would say more than was checked. */
export const CheckList = ({ verdict }: { readonly verdict: Verdict }) => {
  const { t } = useTranslation('verify');
  return (
    <dl className={styles.checks} aria-label={t('checks')}>
      {STEPS.map((name) => {
        const step = verdict.steps.find((one) => one.name === name);
        const outcome = outcomeOf(step);
        return (
          <div key={name}>
            <dt>{t(`step.${name}`)}</dt>
            <dd>
              <Tag {...OUTCOMES[outcome]}>{t(`outcome.${outcome}`)}</Tag>
              {step?.code === undefined ? null : <p>{t(`code.${step.code}`)}</p>}
            </dd>
          </div>
        );
      })}
    </dl>
  );
};
