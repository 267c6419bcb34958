import type { Finding } from '@hocba/shared/marks/finding';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { studentsOn } from '../cells/students-on.ts';
import { MissingList } from './missing-list.tsx';

interface CloseDialogProps {
  readonly sheet: Sheet;
  readonly names: { readonly subject: string; readonly name: string; readonly term: string };
  readonly onClose: () => void;
  readonly onGoTo: (student: string, column: string) => void;
}

/** The remaining obstacles, each line leading to its cell. */
const NotYet = ({
  sheet,
  findings,
  onGoTo,
  onClose,
}: CloseDialogProps & { readonly findings: readonly Finding[] }) => {
  const { t } = useTranslation(['gradebook', 'anyPage']);
  const contested = sheet.folded.state.contested.length;
  const goTo = (student: string, column: string) => {
    onClose();
    // The dialog gives the focus back first.
    requestAnimationFrame(() => onGoTo(student, column));
  };
  return (
    <Dialog
      title={t('closeNotYetTitle', { count: findings.length + contested })}
      isOpen
      isWide
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('anyPage:close')}</Button>}
    >
      {contested > 0 && <p>{t('closeContested', { count: contested })}</p>}
      <p>{t('closeNotYetText')}</p>
      <MissingList sheet={sheet} findings={findings} onGoTo={goTo} />
    </Dialog>
  );
};

/** Asks before closing, or lists what is missing. */
export const CloseDialog = (props: CloseDialogProps) => {
  const { sheet, names, onClose } = props;
  const { t } = useTranslation(['gradebook', 'anyPage']);
  const [isPending, setPending] = useState(false);
  const isFault = (missing: Finding) =>
    sheet.faults.some((fault) => fault.student === missing.student && fault.column === missing.column);
  const findings = [...sheet.faults, ...sheet.missing.filter((missing) => !isFault(missing))];
  if (findings.length > 0 || sheet.folded.state.contested.length > 0) {
    return <NotYet {...props} findings={findings} />;
  }
  const close = () => {
    setPending(true);
    sheet.close().then(onClose, () => setPending(false));
  };
  const { classList, place, folded } = sheet;
  const count = studentsOn(classList, place.term, folded.state.asked).filter(
    ({ status }) => status === 'studying',
  ).length;
  return (
    <Dialog
      title={t('closeTitle', names)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="lock" isPending={isPending} onPress={close}>
            {t('close')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      <p>{t('closeText', { count })}</p>
    </Dialog>
  );
};
