import { matchesSearch } from '@hocba/shared/text/names/search-key';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
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

/**
 * The keyboard's way through field and list. Up and Down go from one to the next. Enter in the field chooses the only
 * line; of several it chooses none, because the first may be another person of this name, and goes to the list.
 */
const useKeys = (choices: readonly Choice[], onChoose: (choice: Choice) => void) => {
  const within = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const stops = [...(within.current?.querySelectorAll<HTMLElement>('input, ul button') ?? [])];
    const at = stops.indexOf(event.target as HTMLElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: at === 0 ? 1 : 0 }[event.key] ?? 0;
    const [only, second] = choices;
    if (at === -1 || step === 0 || only === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.key === 'Enter' && second === undefined) onChoose(only);
    else stops[at + step]?.focus();
  };
  return { within, onKeyDown };
};

/** One of many: type a part of the name or the code, then press the line or walk to it. */
export const Picker = ({ label, hint, error, choices, unknown, chosen, onChoose, unlisted }: PickerProps) => {
  const { t } = useTranslation('lookUp');
  const [typed, setTyped] = useState('');
  const [hasChosen, setHasChosen] = useState(false);
  const found = typed.trim() === '' ? [] : choices.filter((choice) => fits(choice, typed));
  const extra = found.length === 0 ? unlisted?.(typed) : undefined;
  const shown = extra === undefined ? found.slice(0, SHOWN) : [extra];
  const choose = (choice: Choice) => {
    setTyped('');
    setHasChosen(true);
    onChoose(choice);
  };
  const { within, onKeyDown } = useKeys(shown, choose);
  if (chosen !== null) {
    return (
      <div className={styles.chosen}>
        <span className={styles.label}>{label}</span>
        <span>
          <strong>{chosen.name}</strong> <small>{chosen.note}</small>
        </span>
        {/* The line that was pressed is gone; the focus stays at its place. */}
        <Button look="quiet" autoFocus={hasChosen} onPress={() => onChoose(null)}>
          {t('consent.change')}
        </Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only passes the keys of the field and the lines within
    <div className={styles.picker} ref={within} onKeyDown={onKeyDown}>
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
