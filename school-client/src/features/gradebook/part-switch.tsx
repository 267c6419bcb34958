import type { SheetPart } from '@hocba/shared/regulations/regulation';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../../i18n/i18n.ts';
import styles from './gradebook.module.css';

interface PartSwitchProps {
  readonly parts: readonly SheetPart[];
  readonly shown: string;
  readonly onChange: (part: string) => void;
}

/** Which part of a wide sheet is shown. */
export const PartSwitch = ({ parts, shown, onChange }: PartSwitchProps) => {
  const { t } = useTranslation('gradebook');
  const name = useId();
  return (
    <div className={styles.halves} role="radiogroup" aria-labelledby={`${name}-when`}>
      <span id={`${name}-when`}>{t('primary.when')}</span>
      {parts.map(({ id, title }) => (
        <label key={id}>
          <input type="radio" name={name} checked={shown === id} onChange={() => onChange(id)} />
          {title[currentLanguage()]}
        </label>
      ))}
    </div>
  );
};
