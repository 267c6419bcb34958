import { MAX_FILE } from '@hocba/shared/credential/file/read-file';
import { type DragEvent, type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import styles from './verify-page.module.css';

/** The thing that somebody gave to be checked: a file by its name, or a text. */
export interface Given {
  readonly bytes: Uint8Array;
  readonly fileName?: string;
}

/** A pasted text, or the one of a link, as a file would bring it. */
export const givenText = (text: string): Given => ({ bytes: new TextEncoder().encode(text) });

interface InputProps {
  readonly isChecking: boolean;
  /** The button that chooses a file takes the focus: somebody wants to check another one. */
  readonly isAgain: boolean;
  readonly onGiven: (given: Given) => void;
}

/** Takes a file, dropped or chosen. */
const DropZone = ({
  onFile,
  isAgain,
}: {
  readonly onFile: (file: File | undefined) => void;
  readonly isAgain: boolean;
}) => {
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
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut; the button in it opens the file too
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
          // biome-ignore lint/a11y/noAutofocus: the button that had the focus is gone with the result
          autoFocus={isAgain}
          accept=".json,.jws,.txt,.hocba,application/json,text/plain"
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
export const RecordInput = ({ isChecking, isAgain, onGiven }: InputProps) => {
  const { t } = useTranslation('verify');
  const [pasted, setPasted] = useState('');
  const [problem, setProblem] = useState<'empty' | 'unreadable' | null>(null);
  const id = useId();
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setProblem(null);
    try {
      // One byte more than any record has tells a file that is too large; the rest of a film need not be read.
      const bytes = new Uint8Array(await file.slice(0, MAX_FILE + 1).arrayBuffer());
      onGiven({ bytes, fileName: file.name });
    } catch {
      // A folder that was dropped, or a file on a stick that was pulled out.
      setProblem('unreadable');
    }
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const isEmpty = pasted.trim() === '';
    setProblem(isEmpty ? 'empty' : null);
    if (!isEmpty) onGiven(givenText(pasted));
  };
  return (
    <form className={styles.form} onSubmit={onSubmit} data-screen-only="">
      <DropZone onFile={(file) => void take(file)} isAgain={isAgain} />
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
      {problem === null ? null : <Banner tone="amber" title={t(`input.${problem}`)} isBroughtUp />}
      <div>
        <Button type="submit" look="main" icon="seal" isPending={isChecking}>
          {isChecking ? t('input.checking') : t('input.check')}
        </Button>
      </div>
    </form>
  );
};
