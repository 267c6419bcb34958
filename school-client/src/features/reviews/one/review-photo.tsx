import { reviewPhoto } from '@hocba/shared/contract/reviews/endpoints';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../../work/session.ts';
import styles from '../reviews.module.css';

/** The photo beside a family's words; fetched when the person asks for it, since each reading is noted. */
export const ReviewPhoto = ({ id, seq }: { readonly id: string; readonly seq: number }) => {
  const { t } = useTranslation('reviews');
  const { callRegistry } = useSessionKeeper();
  const [source, setSource] = useState<string>();
  const [problem, setProblem] = useState<CallError>();
  if (source !== undefined) return <img className={styles.photo} src={source} alt={t('photoOf')} />;
  const open = () => {
    setProblem(undefined);
    callRegistry(reviewPhoto, { params: { id, seq: String(seq) } }).then(
      ({ type, content }) => setSource(`data:${type};base64,${content}`),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  };
  return (
    <>
      {problem && <ProblemBanner title={t('photoFailed')} problem={problem} />}
      <Button icon="eye" onPress={open}>
        {t('photo')}
      </Button>
    </>
  );
};
