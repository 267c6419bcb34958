import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { thumbprintGroups } from '@hocba/shared/credential/trust/seen-list';
import type { Instant } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../i18n/dates.ts';
import { pinnedRoot } from '../transcript/trust-list-store.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import type { Trust } from './use-trust.ts';
import styles from './verify-page.module.css';

/** A thumbprint in groups of four, as it is read aloud. */
const Thumbprint = ({ of }: { readonly of: string }) => (
  <code className={styles.thumbprint} translate="no">
    {thumbprintGroups(of)}
  </code>
);

/** Two roots, side by side: which of them to trust, a person decides. */
const OtherRoot = ({ trust }: { readonly trust: Trust }) => {
  const { t } = useTranslation('verify');
  const { offered } = trust;
  if (offered === null) return null;
  const pinned = pinnedRoot();
  const actions = (
    <>
      <Button onPress={trust.decline}>{t('trust.keep')}</Button>
      <Button look="danger" onPress={trust.adopt}>
        {t('trust.adopt')}
      </Button>
    </>
  );
  return (
    <Banner tone="amber" title={t('trust.otherRoot')} actions={actions}>
      <p>{t('trust.otherRootHelp')}</p>
      <dl className={styles.roots}>
        {pinned === null ? null : (
          <div>
            <dt>{t('trust.rootPinned')}</dt>
            <dd>
              <Thumbprint of={pinned} />
            </dd>
          </div>
        )}
        <div>
          <dt>{t('trust.rootOffered')}</dt>
          <dd>
            <Thumbprint of={offered.rootThumbprint} />
          </dd>
        </div>
      </dl>
    </Banner>
  );
};

/** The news about the list of keys, to be read before a verdict: none, keys for trial, another root. */
export const TrustNotes = ({ trust }: { readonly trust: Trust }) => {
  const { t } = useTranslation('verify');
  if (!trust.isReady) return <p className={styles.trust}>{t('trust.loading')}</p>;
  return (
    <div
      data-screen-only={trust.list === null || trust.list.payload.demo ? undefined : ''}
      className={styles.notes}
    >
      <OtherRoot trust={trust} />
      {trust.list === null && trust.offered === null ? (
        <Banner tone="amber" title={t('trust.title')}>
          {t('trust.none')}
        </Banner>
      ) : null}
      {trust.list?.payload.demo ? <Banner tone="amber" title={t('trust.demo')} isSlim /> : null}
    </div>
  );
};

/** Which list of keys everything above is measured by, how old it is, and the root it hangs on. */
export const TrustLine = ({ trust }: { readonly trust: Trust }) => {
  const { t } = useTranslation('verify');
  if (trust.list === null) return null;
  const { payload, fetchedAt, rootThumbprint } = trust.list;
  return (
    <footer className={styles.trust}>
      <p>
        {t('trust.used', {
          sequence: payload.sequence,
          issuer: payload.iss,
          issued: formatDate(vietnamTimeOf(new Date(payload.iat * 1000).toISOString() as Instant).date),
          fetched: formatMoment(fetchedAt),
        })}{' '}
        {trust.isStale ? t('trust.offline') : ''}
      </p>
      <p>
        {t('trust.root')} <Thumbprint of={rootThumbprint} />
      </p>
    </footer>
  );
};
