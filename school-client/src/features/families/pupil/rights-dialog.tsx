import type { PupilGuardian } from '@hocba/shared/contract/family/office';
import { GUARDIAN_RIGHTS, type GuardianRights } from '@hocba/shared/school/guardians';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import styles from '../families.module.css';
import type { PupilState } from './use-pupil.ts';

/** Changes what one guardian may do, by the paper that the office has seen; says before the press what each right is. */
export const RightsDialog = ({
  guardian,
  pupil,
  onClose,
}: {
  readonly guardian: PupilGuardian;
  readonly pupil: PupilState;
  readonly onClose: () => void;
}) => {
  const { t } = useTranslation(['families', 'anyPage']);
  const [rights, setRights] = useState<GuardianRights>(guardian.rights);
  const [evidence, setEvidence] = useState('');
  const [isTried, setIsTried] = useState(false);
  const isEmpty = evidence.trim() === '';
  const save = () => {
    setIsTried(true);
    if (isEmpty) return;
    pupil.setRights(guardian.link, { rights, evidence });
    onClose();
  };
  return (
    <Dialog
      title={t('rights.title', { name: guardian.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="check" isPending={pupil.isPending} onPress={save}>
            {t('rights.save')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <fieldset className={styles.rights}>
          <legend>{t('rights.which')}</legend>
          {GUARDIAN_RIGHTS.map((right) => (
            <label key={right}>
              <input
                type="checkbox"
                checked={rights[right]}
                onChange={() => setRights((now) => ({ ...now, [right]: !now[right] }))}
              />
              <span>
                {t(`rights.${right}`)}
                <small>{t(`rights.${right}Text`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={t('pupil.evidence')}
          hint={t('rights.evidenceHint')}
          value={evidence}
          onChange={setEvidence}
          maxLength={300}
          error={isTried && isEmpty ? t('rights.evidenceError') : undefined}
        />
        <p>{t('rights.after')}</p>
      </div>
    </Dialog>
  );
};
