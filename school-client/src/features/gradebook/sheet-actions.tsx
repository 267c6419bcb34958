import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

interface SheetActionsProps {
  readonly onSave: (() => void) | undefined;
  readonly onClose: (() => void) | undefined;
}

/** The actions on an open sheet as a whole; an action that is not the person's is left out. */
export const SheetActions = ({ onSave, onClose }: SheetActionsProps) => {
  const { t } = useTranslation('gradebook');
  return (
    <>
      {onSave && <Button onPress={onSave}>{t('save')}</Button>}
      {onClose && (
        <Button look="main" icon="lock" onPress={onClose}>
          {t('close')}
        </Button>
      )}
    </>
  );
};

/** The disk did not take the last change: what is only on the screen, and what to do. */
export const SaveFailed = ({ onSave }: { readonly onSave: () => void }) => {
  const { t } = useTranslation('sync');
  const again = <Button onPress={onSave}>{t('saveAgain')}</Button>;
  return (
    <Banner tone="red" isAnswer title={t('saveFailedTitle')} actions={again}>
      {t('saveFailedText')}
    </Banner>
  );
};
