import { version } from '@hocba/shared/contract/health';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { useSession, useSessionKeeper } from '../../work/session.ts';
import { LanguageSwitch } from '../header/language-switch.tsx';
import { Mark } from '../header/mark.tsx';
import styles from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Whether the registry is a demonstration; not knowing is no reason to hold anybody up. */
const useDemo = (): boolean => {
  const [demo, setDemo] = useState(false);
  const { callRegistry } = useSessionKeeper();
  useEffect(() => {
    callRegistry(version, {}).then(
      (answer) => setDemo(answer.demo),
      () => undefined,
    );
  }, [callRegistry]);
  return demo;
};

/** The door: people who work here sign in, people who only check a record go on without. */
export const SignInPage = () => {
  const { t } = useTranslation('app');
  const demo = useDemo();
  const { isClosed } = useSession();
  useEffect(() => {
    document.title = `${t('signInTitle')} – Học Bạ`;
  }, [t]);
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <header className={styles.head}>
          <Mark />
          <div>
            <h1>Học Bạ</h1>
            <p className={styles.quiet}>{t('signInIntro')}</p>
          </div>
          <LanguageSwitch />
        </header>
        {demo && (
          <Banner tone="neutral" title={t('demoTitle')}>
            {t('demoText')}
          </Banner>
        )}
        {isClosed && (
          <Banner tone="amber" title={t('closedTitle')} isAnswer>
            {t('closedText')}
          </Banner>
        )}
        <SignInForm />
        <footer className={styles.foot}>
          <p className={styles.quiet}>{t('forgotten')}</p>
          <a href="/verify">{t('verifyWithoutAccount')}</a>
        </footer>
      </div>
    </main>
  );
};
