import type { PoolPupil, Whereabouts } from '@hocba/shared/contract/transfers/oversight';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Select } from '../../../ui/form/select.tsx';
import { WordsDialog } from '../../../ui/form/words-dialog.tsx';
import type { PoolState } from './use-pool.ts';

const KINDS: readonly Whereabouts[] = ['other-school', 'vocational', 'abroad', 'out-of-school', 'died'];

/** Asks where a pupil was found, and by what that is known. */
export const FoundDialog = ({
  pupil,
  pool,
  onClose,
}: {
  readonly pupil: PoolPupil;
  readonly pool: PoolState;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation('transfers');
  const [kind, setKind] = useState<Whereabouts>('other-school');
  const save = async (note: string) => {
    if (await pool.settle(pupil.student, { kind, note })) onClose();
  };
  return (
    <WordsDialog
      title={t('pool.foundTitle', { name: pupil.name })}
      label={t('pool.note')}
      hint={t('pool.noteHint')}
      emptyError={t('dialog.textError')}
      maxLength={300}
      button={{ icon: 'check', text: t('pool.save') }}
      failed={t('failed')}
      problem={pool.problem}
      isPending={pool.isPending}
      onSend={(note) => void save(note)}
      onClose={onClose}
    >
      <p>{t('pool.foundText')}</p>
      <Select
        label={t('pool.where')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((value) => ({ value, label: t(`pool.kind.${value}`) }))}
      />
    </WordsDialog>
  );
};
