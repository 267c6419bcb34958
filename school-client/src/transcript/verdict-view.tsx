import type { YearCredentialPayload } from '@hocba/shared/credential/payload/payload';
import {
  type BundleStepName,
  STEP_NAMES,
  type Step,
  type StepName,
  type Verdict,
  type VerdictName,
} from '@hocba/shared/credential/verify/verdict';
import { besideOf } from '@hocba/shared/credential/verify/verdict-table';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../i18n/date-formats.ts';
import { formatDate, formatMoment } from '../i18n/dates.ts';
import { Banner } from '../ui/banner.tsx';
import type { IconName } from '../ui/plain/strokes.ts';
import { Tag, type Tone } from '../ui/tag.tsx';
import styles from './verdict-view.module.css';

type Name = StepName | BundleStepName;
type AnyStep = Step<Name>;

/** How each verdict looks. */
export const VERDICTS: Record<VerdictName, { readonly tone: Tone; readonly icon: IconName }> = {
  VALID: { tone: 'green', icon: 'seal' },
  SUPERSEDED: { tone: 'amber', icon: 'refresh' },
  REVOKED: { tone: 'red', icon: 'close' },
  EXPIRED: { tone: 'amber', icon: 'clock' },
  INVALID: { tone: 'red', icon: 'close' },
  UNVERIFIABLE: { tone: 'amber', icon: 'warning' },
};

type StepOutcome = 'ok' | 'warning' | 'failed' | 'unknown' | 'skipped';

const OUTCOMES: Record<StepOutcome, { readonly tone: Tone; readonly icon: IconName }> = {
  ok: { tone: 'green', icon: 'check' },
  warning: { tone: 'amber', icon: 'warning' },
  failed: { tone: 'red', icon: 'close' },
  unknown: { tone: 'amber', icon: 'info' },
  skipped: { tone: 'neutral', icon: 'clock' },
};

const COUNTED = ['ok', 'warning', 'failed', 'unknown'] as const;

const outcomeOf = ({ outcome, code }: AnyStep): StepOutcome =>
  outcome === 'ok' && code !== undefined ? 'warning' : outcome;

/** The sentence of a step's code; a time stands in it as pages show times. */
const useSentence = () => {
  const { t } = useTranslation('verify');
  return ({ code, since }: AnyStep): string | undefined =>
    code === undefined
      ? undefined
      : t(`code.${code}`, { since: since === undefined ? '' : formatMoment(since) });
};

/** The unknown steps that left the verdict as it is, each by its name: they must be read with the verdict. */
const Beside = ({ steps }: { readonly steps: readonly AnyStep[] }) => {
  const { t } = useTranslation('verify');
  const sentenceOf = useSentence();
  return besideOf(steps).map((step, at) => (
    <p key={at}>
      <b>{t(`step.${step.name}`)}:</b> {sentenceOf(step) ?? t('outcome.unknown')}
    </p>
  ));
};

const aboutText = ({ about = [] }: AnyStep): string => about.map(formatSchoolYear).join(', ');

/** Whether a text or file could not be read whole, so that it says nothing about the record that it was copied from. */
export const isCut = ({ steps }: Pick<Verdict, 'steps'>): boolean =>
  steps.some(({ name, outcome }) => name === 'format' && outcome === 'unknown');

/**
 * The words in place of a verdict for a text that could not be read whole: half a copy, or a form of a later version.
 */
export const CutBanner = ({ of }: { readonly of: readonly Pick<Verdict, 'steps'>[] }) => {
  const { t } = useTranslation('verify');
  const isOtherForm = of.some(({ steps }) => steps.some(({ code }) => code === 'BUNDLE_FORM_UNKNOWN'));
  const why = isOtherForm ? 'otherForm' : 'cut';
  return (
    <Banner {...VERDICTS.UNVERIFIABLE} title={t(`${why}.title`)} isLarge isAnswer>
      <p>{t(`${why}.text`)}</p>
    </Banner>
  );
};

/** The verdict in words, whose record it is, what it means for the person who reads it, and what is unknown beside it. */
export const VerdictBanner = ({
  verdict,
  records,
  of,
}: {
  readonly verdict: VerdictName;
  /** The verdicts of the records that the whole verdict is about. */
  readonly records: readonly Verdict[];
  readonly of?: YearCredentialPayload | undefined;
}) => {
  const { t } = useTranslation('verify');
  const subject = of?.credentialSubject;
  return (
    <Banner {...VERDICTS[verdict]} title={t(`verdict.${verdict}`)} isLarge isAnswer>
      {of === undefined || subject === undefined ? null : (
        <p translate="no">
          {t('result.of', {
            name: subject.student.name,
            birthDate: formatDate(subject.student.birthDate),
            school: subject.school.name,
            date: formatDate(of.validFrom),
          })}
        </p>
      )}
      <p>{t(`meaning.${verdict}`)}</p>
      <Beside steps={records.flatMap(({ steps }) => steps)} />
    </Banner>
  );
};

/** A verdict as a word beside an icon, for lists. */
export const VerdictTag = ({ verdict }: { readonly verdict: VerdictName }) => {
  const { t } = useTranslation('verify');
  return <Tag {...VERDICTS[verdict]}>{t(`verdict.${verdict}`)}</Tag>;
};

/** Why no content stands where a record would. */
export const HiddenContent = ({ verdict }: { readonly verdict: Verdict }) => {
  const { t } = useTranslation('verify');
  return <p>{t(`hidden.${verdict.verdict === 'INVALID' ? 'INVALID' : 'UNVERIFIABLE'}`)}</p>;
};

/** The news about a file as a whole beside its verdict: a year that is missing, records that disagree. */
export const FileNotes = ({ steps }: { readonly steps: readonly AnyStep[] }) => {
  const sentenceOf = useSentence();
  return steps.map((step) => {
    const title = sentenceOf(step);
    return title === undefined ? null : (
      <Banner key={step.name} tone={step.outcome === 'failed' ? 'red' : 'amber'} title={title}>
        {step.about === undefined ? null : <p>{aboutText(step)}</p>}
      </Banner>
    );
  });
};

const Row = ({ name, step }: { readonly name: Name; readonly step: AnyStep | undefined }) => {
  const { t } = useTranslation('verify');
  const sentenceOf = useSentence();
  const outcome = step === undefined ? 'skipped' : outcomeOf(step);
  return (
    <div>
      <dt>{t(`step.${name}`)}</dt>
      <dd>
        <Tag {...OUTCOMES[outcome]}>{t(`outcome.${outcome}`)}</Tag>
        {step?.code === undefined ? null : <p>{sentenceOf(step)}</p>}
        {step?.about === undefined ? null : <p translate="no">{aboutText(step)}</p>}
      </dd>
    </div>
  );
};

interface ChecksProps {
  readonly steps: readonly AnyStep[];
  /** Opened from the start, where the checks are all there is to read. */
  readonly isOpen?: boolean;
  /** The steps of a whole file; else those of a record. */
  readonly ofFile?: boolean;
  /** The steps that this kind of text has, where it is no record. */
  readonly names?: readonly StepName[];
}

/**
 * The checks by name, folded behind their count; also those that were not reached: a bare tick would say more than was
 * checked.
 */
export const Checks = ({ steps, isOpen = false, ofFile = false, names: own = STEP_NAMES }: ChecksProps) => {
  const { t } = useTranslation('verify');
  const names: readonly Name[] = ofFile ? steps.map(({ name }) => name) : own;
  const counts = COUNTED.map((outcome) => ({
    outcome,
    count: steps.filter((step) => outcomeOf(step) === outcome).length,
  })).filter(({ count }) => count > 0);
  const text = counts.map(({ outcome, count }) => t(`fold.${outcome}`, { count })).join(', ');
  const rowsOf = (name: Name): ReactNode => {
    const found = steps.filter((step) => step.name === name);
    return found.length === 0 ? (
      <Row key={name} name={name} step={undefined} />
    ) : (
      found.map((step, at) => <Row key={`${name} ${at}`} name={name} step={step} />)
    );
  };
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>{t(ofFile ? 'fold.all' : 'fold.one', { counts: text })}</summary>
      <dl className={styles.checks} aria-label={t('checks')}>
        {names.map(rowsOf)}
      </dl>
    </details>
  );
};
