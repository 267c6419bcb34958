import type { Finding } from '@hocba/shared/marks/finding';
import { formatSheetCell } from '@hocba/shared/regulations/sheet-rules';
import type { ColumnCode } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../i18n/problem-text.ts';
import { useColumnNames } from '../../../model/names/column-names.ts';
import { nameAmong } from '../../../model/names/pupil-names.ts';
import { useReasons } from '../../../model/names/reasons.ts';
import type { Refusal, Sheet } from '../../../model/sheet/sheet.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from '../gradebook.module.css';

interface RefusedProps {
  readonly sheet: Sheet;
}

const Refused = ({ sheet, refusal }: RefusedProps & { readonly refusal: Refusal }) => {
  const { t } = useTranslation(['gradebook', 'problems']);
  const nameOf = useColumnNames(sheet.place);
  const reasonOf = useReasons();
  const { verdict, cells } = refusal;
  const nameOfPupil = nameAmong(sheet.classList.students);
  const reason = (code: string) => problemText(t, code);
  const line = ({ student, column, code }: Finding) => {
    const entered = cells.find(([id, of]) => id === student && of === column)?.[2] ?? null;
    const text = t('refusedCellLine', {
      name: nameOfPupil(student),
      column: column === undefined ? '' : nameOf(column as ColumnCode).title,
      value: formatSheetCell(sheet.place, column as ColumnCode, entered) || t('blank'),
    });
    return code === verdict.code ? text : `${text} – ${reasonOf(code, sheet.place, column)}`;
  };
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

/** So many at once; when these are read, the next come up. */
const SHOWN = 20;

/** Entries that the registry did not take, each with its reason, until a person has seen them. */
export const RefusedList = ({ sheet }: RefusedProps) => {
  const { t } = useTranslation(['gradebook', 'problems']);
  const count = sheet.refused.length + sheet.denied.length;
  if (count === 0) return null;
  return (
    <Banner tone="amber" title={t('refusedTitle', { count })}>
      <p>{t('refusedText')}</p>
      <ul className={styles.list}>
        {sheet.refused.slice(0, SHOWN).map((refusal) => (
          <Refused key={refusal.verdict._id} sheet={sheet} refusal={refusal} />
        ))}
        {sheet.denied.slice(0, SHOWN).map(({ id, code }) => (
          <li key={id} className={styles.refused}>
            <span>{`${t('deniedLine')} ${problemText(t, code)}`}</span>
            <Button look="quiet" onPress={() => void sheet.markRead(id).catch(() => undefined)}>
              {t('read')}
            </Button>
          </li>
        ))}
      </ul>
    </Banner>
  );
};
