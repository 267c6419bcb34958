import { useTranslation } from 'react-i18next';
import { problemText } from '../../i18n/problem-text.ts';
import { nameAmong } from '../../model/names/pupil-names.ts';
import type { Records } from '../../model/records.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './approvals.module.css';

const SHOWN = 10;

/** Approvals the registry did not take, with the pupils and the reasons, until a person has seen them. */
export const RefusedApprovals = ({ records }: { readonly records: Records }) => {
  const { t } = useTranslation(['approvals', 'problems']);
  if (records.verdicts.length === 0) return null;
  const nameOf = nameAmong(records.rows.map(({ student }) => student));
  return (
    <Banner tone="amber" title={t('refusedTitle', { count: records.verdicts.length })}>
      {records.verdicts.map((verdict) => (
        <div key={verdict._id}>
          <ul className={styles.refused}>
            {verdict.findings.slice(0, SHOWN).map(({ student, code }) => (
              <li key={student}>
                {t('refusedLine', {
                  name: nameOf(student),
                  reason: problemText(t, code),
                })}
              </li>
            ))}
          </ul>
          <Button look="quiet" onPress={() => void records.markRead(verdict.document).catch(() => undefined)}>
            {t('read')}
          </Button>
        </div>
      ))}
    </Banner>
  );
};
