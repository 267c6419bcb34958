import { newestFirst } from '@hocba/shared/credential/bundle/newest-first';
import type { BundleVerdict } from '@hocba/shared/credential/bundle/verify-bundle';
import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../i18n/date-formats.ts';
import { RecordView } from '../transcript/record-view.tsx';
import {
  Checks,
  CutBanner,
  FileNotes,
  HiddenContent,
  isCut,
  VerdictBanner,
  VerdictTag,
} from '../transcript/verdict-view.tsx';
import { Banner } from '../ui/banner.tsx';
import { useUnfoldedOnPaper } from '../ui/paper/use-unfolded-on-paper.ts';
import { ResultActions, type Times } from './result-actions.tsx';
import styles from './verify-page.module.css';

/** The result, with its times. */
export interface Result extends Times {
  readonly found: BundleVerdict;
}

/** The content is shown only of a record that nobody altered. */
const One = ({ verdict, isShown }: { readonly verdict: Verdict; readonly isShown: boolean }) => (
  <section className={styles.one} data-shown={isShown} data-stack="">
    {verdict.payload === undefined ? (
      <HiddenContent verdict={verdict} />
    ) : (
      <RecordView payload={verdict.payload} isReplaced={verdict.verdict === 'SUPERSEDED'} />
    )}
    <Checks steps={verdict.steps} isOpen={verdict.payload === undefined} />
  </section>
);

interface YearsProps {
  readonly verdicts: readonly Verdict[];
  readonly at: number;
  readonly onChoose: (at: number) => void;
}

/** One verdict a year; the chosen one is shown beside. */
const Years = ({ verdicts, at, onChoose }: YearsProps) => {
  const { t } = useTranslation('verify');
  const years = new Set(verdicts.map(({ payload }) => payload?.credentialSubject.year));
  // A year may stand in the file twice, and what cannot be read has no year.
  const isYearEach = years.size === verdicts.length && !years.has(undefined);
  const title = t(isYearEach ? 'result.years' : 'result.records', { count: verdicts.length });
  return (
    <nav className={styles.years} aria-label={title}>
      <h2>{title}</h2>
      <p>{t('result.worst')}</p>
      <ul>
        {verdicts.map(({ verdict, payload }, index) => (
          <li key={index}>
            <button type="button" aria-current={index === at} onClick={() => onChoose(index)}>
              <span>
                {payload === undefined
                  ? t('result.nth', { at: index + 1 })
                  : t('result.yearOf', { year: formatSchoolYear(payload.credentialSubject.year) })}
              </span>
              <VerdictTag verdict={verdict} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
};

interface ResultProps {
  readonly result: Result;
  /** The news beside the verdict, whatever the file. */
  readonly notes: ReactNode;
  readonly onClear: () => void;
  readonly onAnother: () => void;
}

/** The report: verdict, the record, then the checks; printable, and gone from the screen after ten minutes. */
export const ResultView = (props: ResultProps) => {
  const { t } = useTranslation('verify');
  const { found } = props.result;
  const [at, setAt] = useState(0);
  const within = useRef<HTMLElement>(null);
  useUnfoldedOnPaper(within);
  const verdicts = newestFirst(found.credentials);
  const shown = found.verdict === 'VALID' || found.verdict === 'SUPERSEDED';
  return (
    <section className={styles.result} ref={within} data-stack="">
      {verdicts.length === 0 ? (
        <Banner tone="neutral" icon="info" title={t('result.none')} isLarge isAnswer />
      ) : verdicts.every(isCut) ? (
        <CutBanner of={verdicts} />
      ) : (
        <VerdictBanner
          verdict={found.verdict}
          records={verdicts}
          of={shown ? verdicts[0]?.payload : undefined}
        />
      )}
      <FileNotes steps={found.steps} />
      {props.notes}
      {found.trustListUsed === 'bundle' ? <p>{t('trust.bundle')}</p> : null}
      <div className={styles.columns} data-stack="">
        {verdicts.length > 1 ? <Years verdicts={verdicts} at={at} onChoose={setAt} /> : null}
        <div className={styles.records} data-stack="">
          {verdicts.map((verdict, index) => (
            <One key={index} verdict={verdict} isShown={index === at} />
          ))}
          {/* Of no record nothing was checked, whatever holds of the file. */}
          {verdicts.length > 0 && found.steps.length > 0 ? <Checks steps={found.steps} ofFile /> : null}
        </div>
        <ResultActions times={props.result} onClear={props.onClear} onAnother={props.onAnother} />
      </div>
    </section>
  );
};
