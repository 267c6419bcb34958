import type { ProblemCode } from '@hocba/shared/problems';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';

/** The fault of a call of the registry. */
export interface Problem {
  readonly code: ProblemCode | 'OFFLINE';
  readonly retryAfterSeconds?: number | undefined;
}

interface ProblemBannerProps {
  /** The act that failed, in the words of the page. */
  readonly title: string;
  readonly problem: Problem;
  /** Data that the page itself could not fetch: it moves nobody away from where they are. */
  readonly isOfPage?: boolean;
}

/** Seconds left of the time a problem asks to wait, counted down from when it came. */
export const useWait = (problem: Problem | undefined): number => {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.now() + (problem?.retryAfterSeconds ?? 0) * 1000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [problem]);
  return left;
};

/** The fault, the state of the work, the remedy, and the time to wait. */
export const ProblemBanner = ({ title, problem, isOfPage = false }: ProblemBannerProps) => {
  const { t } = useTranslation(['anyPage', 'problems']);
  const left = useWait(problem);
  return (
    <Banner
      tone={problem.code === 'OFFLINE' ? 'neutral' : 'amber'}
      title={title}
      isAnswer
      isBroughtUp={!isOfPage}
    >
      <p>{t(`problems:${problem.code}`)}</p>
      {left > 0 && (
        <p aria-live="off">
          {left > 90 ? t('waitMinutes', { count: Math.ceil(left / 60) }) : t('waitSeconds', { count: left })}
        </p>
      )}
    </Banner>
  );
};
