import type { VerdictDocument } from '@hocba/shared/documents/downward';
import type { Finding } from '@hocba/shared/rules/finding';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import type { Sheet } from '../../model/sheet.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './gradebook.module.css';
import { useColumnNames } from './use-columns.ts';

interface RefusedProps {
  readonly sheet: Sheet;
}

const Refused = ({ sheet, verdict }: RefusedProps & { readonly verdict: VerdictDocument }) => {
  const { t } = useTranslation(['gradebook', 'problems']);
  const names = useColumnNames();
  const reason = (code: string) => t(`problems:${code as 'SHEET_CLOSED'}`);
  const line = (finding: Finding) =>
    t('refusedCellLine', {
      name: sheet.classList.students.find(({ id }) => id === finding.student)?.name ?? '',
      column: finding.column === undefined ? '' : names.title(finding.column as ColumnCode),
      value: reason(finding.code),
    });
  const isClose = verdict.document.startsWith('close:');
  return (
    <li className={styles.refused}>
      <span>{isClose ? `${t('refusedClose')}: ${reason(verdict.code)}` : reason(verdict.code)}</span>
      {verdict.findings.length > 0 && (
        <ul className={styles.cells}>
          {verdict.findings.slice(0, 20).map((finding) => (
            <li key={`${finding.student} ${finding.column}`}>{line(finding)}</li>
          ))}
        </ul>
      )}
      <Button look="quiet" onPress={() => void sheet.markRead(verdict.document).catch(() => undefined)}>
        {t('read')}
      </Button>
    </li>
  );
};

/** What the registry did not take, each with its reason, until a person has seen it. */
export const RefusedList = ({ sheet }: RefusedProps) => {
  const { t } = useTranslation(['gradebook', 'problems']);
  const count = sheet.refused.length + sheet.denied.length;
  if (count === 0) return null;
  return (
    <Banner tone="amber" title={t('refusedTitle', { count })}>
      <p>{t('refusedText')}</p>
      <ul className={styles.list}>
        {sheet.refused.map((verdict) => (
          <Refused key={verdict._id} sheet={sheet} verdict={verdict} />
        ))}
        {sheet.denied.map(({ id, code }) => (
          <li key={id} className={styles.refused}>
            <span>{`${t('deniedLine')} ${t(`problems:${code as 'OUT_OF_SCOPE'}`)}`}</span>
            <Button look="quiet" onPress={() => void sheet.markRead(id).catch(() => undefined)}>
              {t('read')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
};
