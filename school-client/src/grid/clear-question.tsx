import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface ClearQuestionProps {
  readonly count: number;
  readonly onAnswer: (yes: boolean) => void;
}

/** Asks before many marks go at once. */
export const ClearQuestion = ({ count, onAnswer }: ClearQuestionProps) => {
  const { t } = useTranslation('grid');
  return (
    <Dialog
      title={t('clearTitle', { count })}
      isOpen
      onClose={() => onAnswer(false)}
      actions={
        <>
          <Button look="danger" onPress={() => onAnswer(true)}>
            {t('clear', { count })}
          </Button>
          {/* Enter goes on down the column as before; it must not be the key that empties it. */}
          <Button autoFocus onPress={() => onAnswer(false)}>
            {t('clearNot')}
          </Button>
        </>
      }
    >
      <p>{t('clearText')}</p>
    </Dialog>
  );
};
