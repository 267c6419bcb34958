import { POINTS, pointOf } from '@hocba/shared/regulations/circular-27-2020/points';
import type { Term } from '@hocba/shared/school/identifiers';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import styles from './gradebook.module.css';
import type { Half } from './use-half.ts';

interface HalfSwitchProps {
  readonly term: Term;
  readonly half: Half;
  readonly onChange: (half: Half) => void;
}

/** Which point of the term the sheet shows. */
export const HalfSwitch = ({ term, half, onChange }: HalfSwitchProps) => {
  const { t } = useTranslation('gradebook');
  const name = useId();
  return (
    <div className={styles.halves} role="radiogroup" aria-labelledby={`${name}-when`}>
      <span id={`${name}-when`}>{t('primary.when')}</span>
      {(['gk', 'ck'] as const).map((one) => (
        <label key={one}>
          <input type="radio" name={name} checked={half === one} onChange={() => onChange(one)} />
          {POINTS[pointOf(term, one)][currentLanguage()]}
        </label>
      ))}
    </div>
  );
};
