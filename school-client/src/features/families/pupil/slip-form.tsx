import type { LocalDate } from '@hocba/shared/calendar/local-date';
import type { Relation } from '@hocba/shared/school/guardians';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/form/select.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import styles from '../families.module.css';
import type { PupilState } from './use-pupil.ts';

const RELATIONS: readonly Relation[] = [
  'mother',
  'father',
  'guardian',
  'grandparent',
  'institution',
  'deputy',
];

/** Makes a slip for one guardian whose paper the office has seen. */
export const SlipForm = ({ pupil }: { readonly pupil: PupilState }) => {
  const { t } = useTranslation('families');
  const [relation, setRelation] = useState<Relation>('mother');
  const [evidence, setEvidence] = useState('');
  const [until, setUntil] = useState('');
  const isDeputy = relation === 'deputy';
  return (
    <div className={styles.form}>
      <Select
        label={t('pupil.relation')}
        value={relation}
        onChange={setRelation}
        options={RELATIONS.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <TextField
        label={t('pupil.evidence')}
        hint={t('pupil.evidenceHint')}
        value={evidence}
        onChange={setEvidence}
        maxLength={300}
      />
      {isDeputy && <TextField label={t('pupil.deputyUntil')} type="date" value={until} onChange={setUntil} />}
      <div>
        <Button
          icon="print"
          isDisabled={evidence.trim() === '' || (isDeputy && until === '')}
          isPending={pupil.isPending}
          onPress={() => pupil.issue({ relation, evidence, until: isDeputy ? (until as LocalDate) : null })}
        >
          {t('pupil.issue')}
        </Button>
      </div>
    </div>
  );
};
