import { resetPassword, type SchoolAccount, type TemporaryPassword } from '@hocba/shared/contract/accounts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import styles from './people.module.css';

interface AskDialogProps {
  readonly person: SchoolAccount;
  readonly onGiven: (given: TemporaryPassword) => void;
  readonly onClose: () => void;
}

/** Says what a new password brings about before it is given. */
export const AskDialog = ({ person, onGiven, onClose }: AskDialogProps) => {
  const { t } = useTranslation(['people', 'anyPage']);
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const { callRegistry } = useSessionKeeper();
  const give = async () => {
    setPending(true);
    setProblem(undefined);
    try {
      onGiven(await callRegistry(resetPassword, { body: { account: person.account } }));
    } catch (error) {
      setProblem(callErrorOf(error));
      setPending(false);
    }
  };
  return (
    <Dialog
      title={t('askTitle', { name: person.displayName })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="main" icon="key" isPending={isPending} onPress={() => void give()}>
            {t('confirm')}
          </Button>
          <Button onPress={onClose}>{t('anyPage:cancel')}</Button>
        </>
      }
    >
      {problem && <ProblemBanner title={t('notGiven')} problem={problem} />}
      <p>{t('askFollows')}</p>
      <ul className={styles.ask}>
        <li>{t('askOld')}</li>
        <li>{t('askOut')}</li>
        <li>{t('askKept')}</li>
        <li>{t('askAudit')}</li>
      </ul>
    </Dialog>
  );
};
