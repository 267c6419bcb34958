import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import type { IconName } from '../plain/strokes.ts';
import { type Problem, ProblemBanner } from '../problem-banner.tsx';
import { TextField } from './text-field.tsx';
import styles from './words-dialog.module.css';

interface WordsDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The fault of words that are missing. */
  readonly emptyError: string;
  readonly maxLength?: number;
  readonly button: { readonly icon: IconName; readonly text: string };
  /** The fault of the last try, under the title `failed`. */
  readonly problem: Problem | undefined;
  readonly failed: string;
  readonly isPending: boolean;
  /** Stands above the words. */
  readonly children?: ReactNode;
  readonly onSend: (text: string) => void;
  readonly onClose: () => void;
}

/** A window that asks for the words of an act, which must not be empty. */
export const WordsDialog = (props: WordsDialogProps) => {
  const { title, button, problem, isPending, onSend, onClose } = props;
  const { t } = useTranslation('anyPage');
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const isEmpty = text.trim() === '';
  const send = () => {
    setTried(true);
    if (!isEmpty) onSend(text);
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon={button.icon} isPending={isPending} onPress={send}>
            {button.text}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        {problem && <ProblemBanner title={props.failed} problem={problem} />}
        {props.children}
        <TextField
          label={props.label}
          hint={props.hint}
          value={text}
          onChange={setText}
          maxLength={props.maxLength ?? 1000}
          autoFocus
          error={isTried && isEmpty ? props.emptyError : undefined}
        />
      </div>
    </Dialog>
  );
};
