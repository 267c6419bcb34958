import { matchesSearch } from '@hocba/shared/text/search-key';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './consent.module.css';

/** Something to choose by its code or a part of its name. */
export interface Choice {
  readonly code: string;
  readonly name: string;
  /** Tells two of the same name apart: class and birth date, or commune and province. */
  readonly note: string;
}

interface PickerProps {
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  readonly choices: readonly Choice[];
  /** Why the list is not known yet; then nothing can be said to be missing from it. */
  readonly unknown: string | undefined;
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice | null) => void;
  /** A choice for a code that is in no list here. */
  readonly unlisted?: (typed: string) => Choice | undefined;
}

const SHOWN = 8;

const fits = (choice: Choice, typed: string): boolean =>
  choice.code.startsWith(typed.trim().toUpperCase()) || matchesSearch(choice.name, typed);

/** One of many: type a part of the name or the code, press the line. */
export const Picker = ({ label, hint, error, choices, unknown, chosen, onChoose, unlisted }: PickerProps) => {
  const { t } = useTranslation('lookUp');
  const [typed, setTyped] = useState('');
  if (chosen !== null) {
    return (
      <div className={styles.chosen}>
        <span className={styles.label}>{label}</span>
        <span>
          <strong>{chosen.name}</strong> <small>{chosen.note}</small>
        </span>
        <Button look="quiet" onPress={() => onChoose(null)}>
          {t('consent.change')}
        </Button>
      </div>
    );
  }
  const found = typed.trim() === '' ? [] : choices.filter((choice) => fits(choice, typed));
  const extra = found.length === 0 ? unlisted?.(typed) : undefined;
  const shown = extra === undefined ? found.slice(0, SHOWN) : [extra];
  const choose = (choice: Choice) => {
    setTyped('');
    onChoose(choice);
  };
  return (
    <div className={styles.picker}>
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={typed}
        onChange={setTyped}
        type="search"
        autoComplete="off"
      />
      <ul aria-label={label}>
        {shown.map((choice) => (
          <li key={choice.code}>
            <button type="button" onClick={() => choose(choice)}>
              <strong>{choice.name}</strong> <small>{choice.note}</small>
            </button>
          </li>
        ))}
      </ul>
      <p role="status">
        {typed.trim() !== '' && shown.length === 0 ? (unknown ?? t('consent.noMatch')) : ''}
        {found.length > SHOWN ? t('consent.more', { count: found.length - SHOWN }) : ''}
      </p>
    </div>
  );
};
