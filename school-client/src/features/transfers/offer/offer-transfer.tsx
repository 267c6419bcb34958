import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { previewTransfer, requestTransfer } from '@hocba/shared/contract/transfers/endpoints';
import type { Verdict } from '@hocba/shared/credential/verify/verdict';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import type { ClassCode, Instant } from '@hocba/shared/school/identifiers';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../../ui/button.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import { PlaceFields, readPlace, type TypedPlace, typedPlace, useTransferClasses } from '../place-fields.tsx';
import styles from '../transfers.module.css';
import { confidenceOf } from './confidence.ts';
import { ConfidenceCard } from './confidence-card.tsx';
import { DryRun, type Preview } from './dry-run.tsx';
import { questionsOf } from './questions.ts';

/** Today in Vietnam, wherever the computer thinks it is. */
const today = (): string => vietnamTimeOf(new Date().toISOString() as Instant).date;

/** The dry run for the chosen class; nothing is sent by it. */
const usePreview = (grant: string, { chosen }: TypedPlace) => {
  const [preview, setPreview] = useState<Preview>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    setPreview(undefined);
    setProblem(undefined);
    const [year, name] = chosen.split(' ');
    if (year === undefined || name === undefined) return;
    callRegistry(previewTransfer, { body: { grant, year, class: name } as never }).then(
      setPreview,
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [grant, chosen, callRegistry]);
  return { preview, problem };
};

interface OfferProps {
  readonly grant: string;
  readonly verdicts: readonly Verdict[];
  readonly checkedAt: string;
}

const Request = ({ grant, verdicts, checkedAt }: OfferProps) => {
  const { t } = useTranslation('transfers');
  const classes = useTransferClasses();
  const [place, setPlace] = useState(() => typedPlace(undefined, today()));
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const [, go] = useLocation();
  const { preview, problem: noPreview } = usePreview(grant, place);
  const name = place.chosen.split(' ')[1];
  const grades = verdicts.map(({ payload }) => payload?.credentialSubject.grade ?? 0);
  const grade = name === undefined ? Math.max(0, ...grades) + 1 : gradeOfClass(name as ClassCode);
  const send = async () => {
    setTried(true);
    const read = readPlace(place);
    if (read === undefined) return;
    setPending(true);
    setProblem(undefined);
    try {
      const { id } = await callRegistry(requestTransfer, { body: { grant, place: read } });
      go(`/transfer-desk/${id}`);
    } catch (error) {
      setProblem(callErrorOf(error));
      setPending(false);
    }
  };
  const questions = preview && questionsOf(preview.subjects).length;
  return (
    <>
      <ConfidenceCard
        confidence={confidenceOf(verdicts, Math.min(grade, 12))}
        checkedAt={checkedAt}
        questions={questions}
      />
      {classes === undefined && <p>{t('opening')}</p>}
      {classes?.length === 0 && <p>{t('offer.noClasses')}</p>}
      {classes !== undefined && classes.length > 0 && (
        <>
          <PlaceFields classes={classes} place={place} onChange={setPlace} tried={tried} />
          {noPreview && <ProblemBanner title={t('offer.previewFailed')} problem={noPreview} />}
          {preview && name !== undefined && <DryRun preview={preview} name={name} />}
          {problem && <ProblemBanner title={t('offer.failed')} problem={problem} />}
          <div>
            <Button look="main" icon="send" isPending={isPending} onPress={() => void send()}>
              {t(isPending ? 'offer.sending' : 'offer.send')}
            </Button>
          </div>
          <p className={styles.after}>{t('offer.after')}</p>
        </>
      )}
    </>
  );
};

/** From a look-up to a request: the card, the class, the dry run, and the one button that sends something. */
export const OfferTransfer = (props: OfferProps) => {
  const { t } = useTranslation('transfers');
  return (
    <section className={styles.offer} data-screen-only="">
      <h2>{t('offer.title')}</h2>
      <p className={styles.after}>{t('offer.intro')}</p>
      <Request {...props} />
    </section>
  );
};
