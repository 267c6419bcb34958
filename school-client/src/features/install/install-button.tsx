import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import styles from './install-button.module.css';
import type { InstallOffer } from './install-offer.ts';

/** The button that installs the app; absent where the browser has nothing to offer. */
export const InstallButton = ({ offer: { offer, install } }: { readonly offer: InstallOffer }) => {
  const { t } = useTranslation('app');
  const { event } = useSyncExternalStore(offer.subscribe, offer.get);
  if (event === null) return null;
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
