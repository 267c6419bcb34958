import type { PoolPupil, Whereabouts } from '@hocba/shared/contract/transfers/oversight';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { ProblemBanner } from '../../../ui/problem-banner.tsx';
import styles from '../transfers.module.css';
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
  const { t } = useTranslation(['transfers', 'anyPage']);
  const [kind, setKind] = useState<Whereabouts>('other-school');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const isEmpty = note.trim() === '';
  const save = async () => {
    setTried(true);
    if (!isEmpty && (await pool.settle(pupil.student, { kind, note }))) onClose();
  };
  return (
    <Dialog
      title={t('pool.foundTitle', { name: pupil.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="check" isPending={pool.isPending} onPress={() => void save()}>
            {t('pool.save')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('pool.foundText')}</p>
        {pool.problem && <ProblemBanner title={t('failed')} problem={pool.problem} />}
        <Select
          label={t('pool.where')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t(`pool.kind.${value}`) }))}
        />
        <TextField
          label={t('pool.note')}
          hint={t('pool.noteHint')}
          value={note}
          onChange={setNote}
          maxLength={300}
          error={tried && isEmpty ? t('dialog.textError') : undefined}
        />
      </div>
    </Dialog>
  );
};
