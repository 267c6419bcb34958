import { getPromise } from '@hocba/shared/contract/promises/endpoints';
import type { PromiseEntry } from '@hocba/shared/contract/promises/promise';
import { letterOf } from '@hocba/shared/lifecycle/promise/letter';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import { useFetched } from '../../../work/use-fetched.ts';
import styles from './letter.module.css';

/** The letter on one sheet of A4; without a signature it has room for one by hand. */
const Paper = ({ promise }: { readonly promise: PromiseEntry }) => {
  const { t } = useTranslation('transfers');
  const { kind, pupil, to, holder, grades, until, dossier, transfer, signed } = promise;
  const { title, about, addressee, paragraphs } = letterOf({
    ...{ kind, pupil, grades, until, to: to.name, holder: holder.name, dossier: dossier ?? transfer },
    signer: signed,
  });
  return (
    <article className={styles.paper} lang="vi" translate="no">
      <p className={styles.nation}>
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        <span>Độc lập - Tự do - Hạnh phúc</span>
      </p>
      <h2>{title}</h2>
      <p className={styles.about}>{about}</p>
      <p>
        <strong>Kính gửi: {addressee}</strong>
      </p>
      {paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div className={styles.sign}>
        {signed === null ? (
          <>
            <p>{t('letters.place')}</p>
            <p>{t('letters.hand')}</p>
          </>
        ) : (
          <p>{t(`letters.signed.${signed.how}`, { name: signed.name, time: formatMoment(signed.at) })}</p>
        )}
      </div>
    </article>
  );
};

/** One letter, to read and to print. */
export const LetterPage = ({ transfer, letter }: { readonly transfer: string; readonly letter: string }) => {
  const { t } = useTranslation('transfers');
  const { answer: promise, problem } = useFetched(getPromise, { params: { promise: letter } });
  return (
    <Page
      title={promise === undefined ? t('letters.title') : t(`letters.kind.${promise.kind}`)}
      trail={[
        { href: '/transfer-desk', label: t('back') },
        { href: `/transfer-desk/${transfer}`, label: t('title') },
      ]}
      hasOwnPaper
    >
      {problem && <ProblemBanner title={t('notListed')} problem={problem} isOfPage />}
      {promise === undefined && problem === undefined && <p>{t('opening')}</p>}
      {promise && (
        <>
          <div data-screen-only="">
            <Button look="main" icon="print" onPress={() => window.print()}>
              {t('letters.printNow')}
            </Button>
          </div>
          <Paper promise={promise} />
        </>
      )}
    </Page>
  );
};
