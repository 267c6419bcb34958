import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { MAX_INPUT } from './read-input.ts';
import styles from './verify-page.module.css';

interface InputProps {
  readonly isChecking: boolean;
  readonly onText: (text: string) => void;
}

/** Takes a file, dropped or chosen. */
const DropZone = ({ onFile }: { readonly onFile: (file: File | undefined) => void }) => {
  const { t } = useTranslation('verify');
  const [isOver, setIsOver] = useState(false);
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button in it does the same
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={onDragOver}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <Icon name="upload" />
      <span>{t('input.drop')}</span>
      <label className={styles.choose}>
        {t('input.choose')}
        <input
          type="file"
          accept=".json,.jws,.txt,application/json,text/plain"
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = ''; // the same file must be choosable again
          }}
        />
      </label>
      <small>{t('input.kinds')}</small>
    </div>
  );
};

/** Takes a record: a file chosen or dropped, or a pasted text. */
export const RecordInput = ({ isChecking, onText }: InputProps) => {
  const { t } = useTranslation('verify');
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<'empty' | 'tooLarge' | null>(null);
  const id = useId();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(file.size > MAX_INPUT ? 'tooLarge' : null);
    if (file.size <= MAX_INPUT) onText(await file.text());
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setProblem(pasted.trim() === '' ? 'empty' : null);
    if (pasted.trim() !== '') onText(pasted);
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} data-screen-only="">
      <DropZone onFile={(file) => void take(file)} />
      <div className={styles.paste}>
        <label htmlFor={id}>{t('input.paste')}</label>
        <small id={`${id}-hint`}>{t('input.pasteHint')}</small>
        <textarea
          id={id}
          rows={4}
          value={pasted}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-hint`}
          onChange={(event) => setPasted(event.target.value)}
        />
      </div>
      {problem === null ? null : <Banner tone="amber" title={t(`input.${problem}`)} isAnswer />}
      <div>
        <Button type="submit" look="main" icon="seal" isPending={isChecking}>
          {isChecking ? t('input.checking') : t('input.check')}
        </Button>
      </div>
    </form>
  );
};
