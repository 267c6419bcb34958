import type { Party } from '@hocba/shared/contract/family/quarrels/objections';
import { contactText } from '@hocba/shared/school/contact';
import { useTranslation } from 'react-i18next';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { Tag } from '../../ui/tag.tsx';
import styles from './objections.module.css';

const Side = ({ party }: { readonly party: Party }) => {
  const { t } = useTranslation('objections');
  if (party.side === null) return party.decides ? t('side.decides') : t('side.none');
  return (
    <Tag
      tone={party.side === 'objects' ? 'amber' : 'neutral'}
      icon={party.side === 'objects' ? 'conflict' : 'send'}
    >
      {t(`side.${party.side}`)}
    </Tag>
  );
};

/** Everybody who has a say: who wants what, how each is reached, and the order that limits somebody. */
export const Parties = ({ parties }: { readonly parties: readonly Party[] }) => {
  const { t } = useTranslation(['objections', 'families']);
  const columns: TableColumn<Party>[] = [
    {
      id: 'name',
      title: t('name'),
      isHeader: true,
      cell: ({ name, relation }) => (
        <span translate="no">
          {name} · {t(`families:relation.${relation}`)}
        </span>
      ),
    },
    { id: 'side', title: t('wants'), cell: (party) => <Side party={party} /> },
    {
      id: 'contact',
      title: t('contact'),
      cell: ({ contacts }) => (
        <span className={styles.contact} translate="no">
          {contacts.length === 0 ? t('noContact') : contacts.map(contactText).join(', ')}
        </span>
      ),
    },
    {
      id: 'order',
      title: t('order'),
      cell: ({ order }) =>
        order === null ? (
          t('noOrder')
        ) : (
          <>
            <Tag tone="amber" icon="lock">
              {t(`families:kind.${order.kind}`)}
            </Tag>{' '}
            {order.document ?? ''}
          </>
        ),
    },
  ];
  return (
    <Table
      caption={t('parties')}
      columns={columns}
      isList
      rows={parties}
      keyOf={({ name, relation, contacts }) => [name, relation, ...contacts].join(' ')}
    />
  );
};
