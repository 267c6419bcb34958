import { useTranslation } from 'react-i18next';
import styles from '../transfers.module.css';

interface GradesFieldProps {
  readonly all: readonly number[];
  readonly chosen: readonly number[];
  readonly onChange: (grades: number[]) => void;
  readonly isWrong: boolean;
}

/** The grades whose records a letter is about. */
export const GradesField = ({ all, chosen, onChange, isWrong }: GradesFieldProps) => {
  const { t } = useTranslation('transfers');
  const toggle = (grade: number) => onChange(all.filter((one) => (one === grade) !== chosen.includes(one)));
  return (
    <fieldset className={styles.grades}>
      <legend>{t('letters.dialog.grades')}</legend>
      {all.map((grade) => (
        <label key={grade}>
          <input type="checkbox" checked={chosen.includes(grade)} onChange={() => toggle(grade)} />
          {grade}
        </label>
      ))}
      {isWrong && <p role="alert">{t('letters.dialog.gradesError')}</p>}
    </fieldset>
  );
};
