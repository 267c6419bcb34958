import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useWaitingTransfers } from './use-waiting-transfers.ts';

/** How many transfers wait for this person, beside the way to them; nothing when none does. */
export const TransfersWaiting = ({ look }: { readonly look: string }) => {
  const { t } = useTranslation('app');
  const count = useWaitingTransfers();
  if (count === 0) return null;
  return (
    <span className={look}>
      <VisuallyHidden>, </VisuallyHidden>
      {count}
      <VisuallyHidden> {t('navTransfersWaiting', { count })}</VisuallyHidden>
    </span>
  );
};
