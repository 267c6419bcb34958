import { verifyFile } from '@hocba/shared/credential/file/read-file';
import type { Instant } from '@hocba/shared/school/identifiers';
import { LANGUAGE_NAMES } from '@hocba/shared/text/language';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage, setLanguage } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { type CheckedConfirmation, ConfirmationView } from './confirmation-view.tsx';
import { type Other, OtherFile } from './other-file.tsx';
import { type Given, givenText, RecordInput } from './record-input.tsx';
import { type Result, ResultView } from './result-view.tsx';
import { TrustLine, TrustNotes } from './trust-line.tsx';
import { CLEARS_AFTER, useClearing } from './use-clearing.ts';
import { type Trust, useTrust } from './use-trust.ts';
import styles from './verify-page.module.css';

/** The state of the page: nothing yet, a result, a file that was no record, or that the screen was cleared. */
type Said =
  | { readonly what: 'nothing' | 'cleared' | 'another' }
  | { readonly what: 'result'; readonly result: Result }
  | { readonly what: 'confirmation'; readonly result: CheckedConfirmation }
  | { readonly what: 'other'; readonly other: Other };

/** The token of a link; it is taken out of the address, so that no history keeps a record. */
const takeFragment = (): Given | null => {
  const text = location.hash.slice(1);
  if (text !== '') history.replaceState(null, '', location.pathname + location.search);
  return text === '' ? null : givenText(text);
};

const checkGiven = async (
  { bytes, fileName }: Given,
  { list, keepNewer }: Pick<Trust, 'list' | 'keepNewer'>,
): Promise<Said> => {
  const checkedAt = new Date().toISOString();
  const reading = await verifyFile(bytes, { trustList: list?.text, now: checkedAt as Instant });
  if ('other' in reading) return { what: 'other', other: { kind: reading.other, fileName } };
  const times = { checkedAt, clearsAt: Date.now() + CLEARS_AFTER };
  if ('confirmation' in reading) {
    return { what: 'confirmation', result: { ...times, found: reading.confirmation } };
  }
  const { found } = reading;
  if (found.newerList !== undefined) keepNewer(found.newerList);
  return { what: 'result', result: { found, ...times } };
};

/** The checking itself: what is waiting for the trust list, what was found, and when that goes again. */
const useCheck = ({ list, isReady, keepNewer }: Trust) => {
  const [waiting, setWaiting] = useState<Given | null>(takeFragment);
  const [said, setSaid] = useState<Said>({ what: 'nothing' });
  // A second link opened in the same tab changes only the fragment.
  useEffect(() => {
    const onHash = () => setWaiting(takeFragment());
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
  useEffect(() => {
    if (waiting === null || !isReady) return undefined;
    // A list that comes while this runs begins the check again, and only the last one speaks.
    let gone = false;
    const check = async () => {
      const next = await checkGiven(waiting, { list, keepNewer });
      if (gone) return;
      setWaiting(null);
      setSaid(next);
    };
    void check();
    return () => {
      gone = true;
    };
  }, [waiting, list, isReady, keepNewer]);
  const clear = useCallback(() => setSaid({ what: 'cleared' }), []);
  const another = useCallback(() => setSaid({ what: 'another' }), []);
  useClearing('result' in said ? said.result.clearsAt : null, clear);
  return { isChecking: waiting !== null, check: setWaiting, said, clear, another };
};

const Header = () => {
  const { t } = useTranslation('verify');
  const isEnglish = currentLanguage() === 'en';
  return (
    <header className={styles.header}>
      <h1>{t('title')}</h1>
      <div data-screen-only="">
        <Button look="quiet" onPress={() => void setLanguage(isEnglish ? 'vi' : 'en')}>
          {LANGUAGE_NAMES[isEnglish ? 'vi' : 'en']}
        </Button>
      </div>
    </header>
  );
};

/** The public check of a record: in this browser, with every check by name. */
export const VerifyPage = () => {
  const { t } = useTranslation('verify');
  const trust = useTrust();
  const { isChecking, check, said, clear, another } = useCheck(trust);
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  const beside = { notes: <TrustNotes trust={trust} />, onClear: clear, onAnother: another };
  return (
    <main className={styles.page} data-stack="">
      <Header />
      {said.what === 'other' ? <OtherFile other={said.other} /> : null}
      {said.what === 'cleared' ? <p role="status">{t('result.cleared')}</p> : null}
      {said.what === 'result' && <ResultView result={said.result} {...beside} />}
      {said.what === 'confirmation' && <ConfirmationView result={said.result} {...beside} />}
      {'result' in said ? null : (
        <>
          <TrustNotes trust={trust} />
          <p className={styles.intro}>{t('intro')}</p>
          <RecordInput isChecking={isChecking} isAgain={said.what === 'another'} onGiven={check} />
        </>
      )}
      <TrustLine trust={trust} />
    </main>
  );
};
