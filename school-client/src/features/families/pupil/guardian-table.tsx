import type { PupilGuardian } from '@hocba/shared/contract/family/office';
import { GUARDIAN_RIGHTS } from '@hocba/shared/school/guardians';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatMoment } from '../../../i18n/dates.ts';
import { Button } from '../../../ui/button.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { Tag } from '../../../ui/tag.tsx';
import styles from '../families.module.css';
import { RightsDialog } from './rights-dialog.tsx';
import type { PupilState } from './use-pupil.ts';

const StateOf = ({ guardian }: { readonly guardian: PupilGuardian }) => {
  const { t } = useTranslation('families');
  if (guardian.endedAt !== null) {
    return (
      <Tag tone="neutral" icon="close">
        {t('pupil.ended', { date: formatDate(guardian.endedAt) })}
      </Tag>
    );
  }
  if (guardian.limit !== null)
    return (
      <Tag tone="amber" icon="lock">
        {t(`kind.${guardian.limit}`)}
      </Tag>
    );
  const given = GUARDIAN_RIGHTS.filter((right) => guardian.rights[right]);
  const isFull = given.length === GUARDIAN_RIGHTS.length;
  return (
    <Tag tone={isFull ? 'green' : 'amber'} icon={isFull ? 'check' : 'lock'}>
      {isFull
        ? t('pupil.full')
        : given.length === 0
          ? t('rights.none')
          : given.map((right) => t(`rights.${right}`)).join(', ')}
    </Tag>
  );
};

/** The guardians of a pupil: who each is, how the school reaches them, and the acts of the office. */
export const GuardianTable = ({
  guardians,
  pupil,
  reason,
}: {
  readonly guardians: readonly PupilGuardian[];
  readonly pupil: PupilState;
  /** Why the link is ended, as typed above the table. */
  readonly reason: string;
}) => {
  const { t } = useTranslation('families');
  const [changed, setChanged] = useState<PupilGuardian>();
  const columns: TableColumn<PupilGuardian>[] = [
    {
      id: 'name',
      title: t('pupil.name'),
      isHeader: true,
      cell: ({ name, relation, evidence }) => (
        <span translate="no">
          {name} · {t(`relation.${relation}`)}
          {evidence === null ? '' : ` · ${evidence}`}
        </span>
      ),
    },
    { id: 'contact', title: t('pupil.contact'), cell: ({ contacts }) => contacts.join(', ') },
    {
      id: 'seen',
      title: t('pupil.seen'),
      cell: ({ lastSeenAt }) => (lastSeenAt === null ? t('pupil.never') : formatMoment(lastSeenAt)),
    },
    { id: 'state', title: t('pupil.state'), cell: (guardian) => <StateOf guardian={guardian} /> },
    {
      id: 'acts',
      title: t('pupil.acts'),
      cell: (guardian) =>
        guardian.endedAt === null && (
          <span className={styles.actions} data-screen-only="">
            <Button isPending={pupil.isPending} onPress={() => setChanged(guardian)}>
              {t('rights.change')}
            </Button>
            <Button isPending={pupil.isPending} onPress={() => pupil.renew(guardian.link)}>
              {t('pupil.renew')}
            </Button>
            <Button
              isDisabled={reason.trim() === ''}
              isPending={pupil.isPending}
              onPress={() => pupil.endLink(guardian.link, reason)}
            >
              {t('pupil.end')}
            </Button>
          </span>
        ),
    },
  ];
  return (
    <>
      <Table
        caption={t('pupil.guardians')}
        columns={columns}
        isList
        rows={guardians}
        keyOf={({ link }) => link}
      />
      {changed && (
        <RightsDialog
          key={changed.link}
          guardian={changed}
          pupil={pupil}
          onClose={() => setChanged(undefined)}
        />
      )}
    </>
  );
};
