import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Banner } from '../../ui/banner.tsx';
import { useObjections } from './use-objections.ts';

/** Says on the page of families that guardians do not agree and the office has to hear them; nothing when none waits. */
export const ObjectionsWaiting = () => {
  const { t } = useTranslation('objections');
  const { list } = useObjections();
  if (list === undefined || list.length === 0) return null;
  return (
    <Banner tone="amber" title={t('waiting', { count: list.length })}>
      <Link href="/disagreements">{t('go')}</Link>
    </Banner>
  );
};
