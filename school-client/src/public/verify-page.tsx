import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import type { Instant } from '@hocba/shared/school/identifiers';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../i18n/dates.ts';
import { currentLanguage, setLanguage } from '../i18n/i18n.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { readInput } from './read-input.ts';
import { RecordInput } from './record-input.tsx';
import { type Result, ResultView } from './result-view.tsx';
import { CLEARS_AFTER, useClearing } from './use-clearing.ts';
import { type Trust, useTrust } from './use-trust.ts';
import styles from './verify-page.module.css';

/** Which list of keys everything below is measured by, and how old it is. */
const TrustLine = ({ trust }: { readonly trust: Trust }) => {
  const { t } = useTranslation('verify');
  if (!trust.isReady) return <p className={styles.trust}>{t('trust.loading')}</p>;
  if (trust.list === null)
    return (
      <Banner tone="amber" title={t('trust.title')}>
        {t('trust.none')}
      </Banner>
    );
  const { payload, fetchedAt } = trust.list;
  return (
    <div className={styles.trust}>
      {payload.demo ? <Banner tone="amber" title={t('trust.demo')} /> : null}
      <p>
        {t('trust.used', {
          sequence: payload.sequence,
          issuer: payload.iss,
          issued: formatDate(vietnamTimeOf(new Date(payload.iat * 1000).toISOString() as Instant).date),
          fetched: formatMoment(fetchedAt),
        })}{' '}
        {trust.isStale ? t('trust.offline') : ''}
      </p>
    </div>
  );
};

/** The token of a link; it is taken out of the address, so that no history keeps a record. */
const takeFragment = (): string => {
  const text = location.hash.slice(1);
  if (text !== '') history.replaceState(null, '', location.pathname + location.search);
  return text;
};

/** The checking itself: what is waiting for the trust list, what was found, and when that goes again. */
const useCheck = (trust: Trust) => {
  const [waiting, setWaiting] = useState<string | null>(() => takeFragment() || null);
  const [result, setResult] = useState<Result | null>(null);
  const [said, setSaid] = useState<'cleared' | 'unreadable' | null>(null);
  // A second link opened in the same tab changes only the fragment.
  useEffect(() => {
    const onHash = () => setWaiting(takeFragment() || null);
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  useEffect(() => {
    if (waiting === null || !trust.isReady) return;
    const check = async () => {
      const checkedAt = new Date().toISOString();
      const reading = await readInput(waiting, trust.list?.text, checkedAt as Instant);
      const clearsAt = Date.now() + CLEARS_AFTER;
      setWaiting(null);
      setSaid('found' in reading ? null : 'unreadable');
      setResult('found' in reading ? { found: reading.found, checkedAt, clearsAt } : null);
    };
    void check();
  }, [waiting, trust]);
  const clear = useCallback(() => {
    setResult(null);
    setSaid('cleared');
  }, []);
  useClearing(result?.clearsAt ?? null, clear);
  return { isChecking: waiting !== null, check: setWaiting, result, said, clear };
};

const Header = () => {
  const { t } = useTranslation('verify');
  const isEnglish = currentLanguage() === 'en';
  return (
    <header className={styles.header}>
      <h1>{t('title')}</h1>
      <div data-screen-only="">
        <Button look="quiet" onPress={() => void setLanguage(isEnglish ? 'vi' : 'en')}>
          {isEnglish ? 'Tiếng Việt' : 'English'}
        </Button>
      </div>
    </header>
  );
};

/** The public check of a record: in this browser, with every check by name. */
export const VerifyPage = () => {
  const { t } = useTranslation('verify');
  const trust = useTrust();
  const { isChecking, check, result, said, clear } = useCheck(trust);
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <main className={styles.page}>
      <Header />
      <p className={styles.intro} data-screen-only="">
        {t('intro')}
      </p>
      <TrustLine trust={trust} />
      {said === 'cleared' ? <p role="status">{t('result.cleared')}</p> : null}
      {said === 'unreadable' ? (
        <Banner tone="red" icon="close" title={t('input.unreadable')} isAnswer>
          <p>{t('input.unreadableHelp')}</p>
        </Banner>
      ) : null}
      {result === null ? (
        <RecordInput isChecking={isChecking} onText={check} />
      ) : (
        <ResultView result={result} onClear={clear} />
      )}
    </main>
  );
};
