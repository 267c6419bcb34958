import type { TemporaryPassword } from '@hocba/shared/contract/accounts';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Slip } from '../../ui/paper/slip.tsx';

interface PasswordSlipProps {
  readonly given: TemporaryPassword;
  /** When the answer came. */
  readonly at: string;
  /** The name of the head who reset the password. */
  readonly by: string;
  readonly school: string;
  readonly onDone: () => void;
}

/** The slip for a colleague: whose account, the password large, and what to do with it, shown once. */
export const PasswordSlip = ({ given, at, by, school, onDone }: PasswordSlipProps) => {
  const { t } = useTranslation(['people', 'app']);
  return (
    <Slip
      once={{ title: t('once'), help: t('onceHelp') }}
      title={t('slipTitle')}
      secret={{ label: t('slipPassword'), text: given.password }}
      lines={[
        [t('app:school'), school],
        [t('name'), given.displayName],
        [t('account'), given.account],
        [t('slipAddress'), location.origin],
      ]}
      issued={{ by, at }}
      advice={[t('slipFirst'), t('slipCare')]}
      print={t('print')}
      then={
        <Button icon="check" onPress={onDone}>
          {t('done')}
        </Button>
      }
    />
  );
};
