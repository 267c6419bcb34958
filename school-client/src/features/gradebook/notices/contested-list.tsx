import type { CellValue } from '@hocba/shared/marks/cell';
import type { Contested } from '@hocba/shared/record/sheet-state';
import { formatSheetCell } from '@hocba/shared/regulations/sheet-rules';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { useColumnNames } from '../../../model/names/column-names.ts';
import { usePersonName } from '../../../model/names/people.ts';
import { nameAmong } from '../../../model/names/pupil-names.ts';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from '../gradebook.module.css';

const ContestedCell = ({
  sheet,
  contested,
  mayChoose,
}: {
  readonly sheet: Sheet;
  readonly contested: Contested;
  readonly mayChoose: boolean;
}) => {
  const { t } = useTranslation('gradebook');
  const nameOf = useColumnNames(sheet.place);
  const personOf = usePersonName();
  const { student, column } = contested;
  const head = sheet.folded.state.cells[student]?.[column];
  const text = (value: CellValue | null) => formatSheetCell(sheet.place, column, value) || t('blank');
  const line = (value: CellValue | null, by: string, at: string) => ({
    value: text(value),
    by: personOf(by),
    when: formatMoment(at),
  });
  const name = nameAmong(sheet.classList.students)(student) || student;
  const take = (value: CellValue | null) => void sheet.settle(contested, value).catch(() => undefined);
  return (
    <li className={styles.contested}>
      <strong>{t('contestedCell', { name, column: nameOf(column).title })}</strong>
      {head && <span>{t('contestedHead', line(head[0], head[2], head[3]))}</span>}
      <span>{t('contestedNew', line(contested.value, contested.by, contested.at))}</span>
      {contested.broughtBy !== undefined && (
        <span>{t('contestedBrought', { bringer: personOf(contested.broughtBy) })}</span>
      )}
      {mayChoose && (
        <span className={styles.choices}>
          <Button onPress={() => take(head?.[0] ?? null)}>
            {t('take', { value: text(head?.[0] ?? null) })}
          </Button>
          <Button onPress={() => take(contested.value)}>{t('take', { value: text(contested.value) })}</Button>
        </span>
      )}
    </li>
  );
};

/** Cells with two values: both with author and time, and the choice, which is a new entry. */
export const ContestedList = ({
  sheet,
  mayChoose,
}: {
  readonly sheet: Sheet;
  readonly mayChoose: boolean;
}) => {
  const { t } = useTranslation('gradebook');
  const { contested } = sheet.folded.state;
  if (contested.length === 0) return null;
  return (
    <Banner tone="amber" icon="conflict" title={t('contestedTitle', { count: contested.length })}>
      <p>{t('contestedText')}</p>
      <ul className={styles.list}>
        {contested.map((one) => (
          <ContestedCell
            key={`${one.entry} ${one.student} ${one.column}`}
            sheet={sheet}
            contested={one}
            mayChoose={mayChoose}
          />
        ))}
      </ul>
    </Banner>
  );
};
