import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Page } from '../../ui/page.tsx';
import { type Found, nameOf } from './fetch-records.ts';
import { FoundView } from './found-view.tsx';
import { LookUpForm } from './look-up-form.tsx';

/** The receiving school's look-up. The result lives on this page only: nothing of it stands in address or storage. */
export const LookUpPage = ({ offer }: { readonly offer: (found: Found) => ReactNode }) => {
  const { t } = useTranslation('lookUp');
  const [found, setFound] = useState<Found | null>(null);
  if (found === null) {
    return (
      <Page title={t('title')} intro={t('intro')} actions={<Link href="/slip">{t('slip')}</Link>}>
        <LookUpForm onFound={setFound} />
      </Page>
    );
  }
  const name = nameOf(found);
  return (
    // The window's title must not name a pupil: it ends up in the browser's history.
    <Page title={t('result.untitled')} intro={name && t('result.title', { name })}>
      <FoundView found={found} onAnother={() => setFound(null)} offer={offer} />
    </Page>
  );
};
