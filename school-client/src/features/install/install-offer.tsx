import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { canInstall, install, onInstallOffer } from './install-event.ts';
import styles from './install-offer.module.css';

/** The button that installs the app; absent where the browser has nothing to offer. */
export const InstallOffer = () => {
  const { t } = useTranslation('app');
  if (!useSyncExternalStore(onInstallOffer, canInstall)) return null;
  return (
    <section className={styles.offer}>
      <h2>{t('installTitle')}</h2>
      <p>{t('installText')}</p>
      <div>
        <Button icon="download" onPress={() => void install()}>
          {t('install')}
        </Button>
      </div>
    </section>
  );
};
