import type { Role } from '@hocba/shared/school/roles';
import { useTranslation } from 'react-i18next';
import { ROLE_TEXT } from '../../model/names/role-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';

/** Accounts of no school have no classes; what they can do here is check a record. */
export const NoClassesPage = ({ role }: { readonly role: Role }) => {
  const { t } = useTranslation('app');
  return (
    <Page title={t(ROLE_TEXT[role])} width="read">
      <EmptyState icon="info" title={t('noClassesTitle')} action={<a href="/verify">{t('toVerify')}</a>}>
        {t(`noClassesText.${role === 'operator' ? 'operator' : 'department'}`)}
      </EmptyState>
    </Page>
  );
};
