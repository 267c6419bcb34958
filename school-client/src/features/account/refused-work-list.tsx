import type { Entry } from '@hocba/shared/record/entry';
import { formatSheetCell } from '@hocba/shared/regulations/sheet-rules';
import { gradeOfClass } from '@hocba/shared/school/curriculum/subjects-of-grade';
import { databaseParts, sheetParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatMoment } from '../../i18n/dates.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { useClassList } from '../../model/class/classes.ts';
import { useColumnNames } from '../../model/names/column-names.ts';
import { nameAmong } from '../../model/names/pupil-names.ts';
import { useUpwardTitle } from '../../model/names/upward-title.ts';
import { putAside, type RefusedWork } from '../../model/rescue.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useWorkspace } from '../../work/use-workspace.ts';
import styles from './account.module.css';

interface CellsProps {
  readonly database: RefusedWork['database'];
  readonly entry: Pick<Entry, 'sheet' | 'cells'>;
}

/**
 * The entered values, so that they can be entered again by hand; also when the list of the class is not on this device.
 */
const Cells = ({ database, entry: { sheet, cells } }: CellsProps) => {
  const { t } = useTranslation('sync');
  const { class: classCode, subject, term } = sheetParts(sheet);
  const { year } = databaseParts(database);
  const list = useClassList(year, classCode);
  const place = { grade: gradeOfClass(classCode), year, subject, term, regularMarks: 0 };
  const nameOf = useColumnNames(place);
  return (
    <ul className={styles.bullets}>
      {cells.map(([student, column, value]) => (
        <li key={`${student} ${column}`}>
          {t('refusedCell', {
            name: nameAmong(list?.students ?? [])(student) || t('refusedPupil'),
            column: nameOf(column).title,
            value: formatSheetCell(place, column, value) || t('refusedBlank'),
          })}
        </li>
      ))}
    </ul>
  );
};

const Refused = ({ work, onAside }: { readonly work: RefusedWork; readonly onAside: () => void }) => {
  const { t } = useTranslation(['sync', 'problems']);
  const workspace = useWorkspace();
  const titleOf = useUpwardTitle();
  const { document, database, code } = work;
  const aside = () => void putAside(workspace, work).then(onAside, () => undefined);
  return (
    <li className={styles.refused}>
      <p>{t('refusedAt', { title: titleOf(document._id), when: formatMoment(document.at) })}</p>
      <p>{problemText(t, code)}</p>
      {document.kind === 'entry' && <Cells database={database} entry={document} />}
      <div className={styles.line}>
        {'sheet' in document && (
          <Link href={`/sheet/${databaseParts(database).year}/${document.sheet}`}>{t('refusedOpen')}</Link>
        )}
        <Button look="quiet" onPress={aside}>
          {t('refusedAside')}
        </Button>
      </div>
    </li>
  );
};

interface RefusedWorkListProps {
  readonly refused: readonly RefusedWork[];
  readonly onAside: () => void;
}

/** Own documents that the registry would not take, whatever sheet they are about, until a person puts them aside. */
export const RefusedWorkList = ({ refused, onAside }: RefusedWorkListProps) => {
  const { t } = useTranslation('sync');
  if (refused.length === 0) return null;
  return (
    <Banner tone="amber" title={t('refusedWorkTitle', { count: refused.length })}>
      <p>{t('refusedWorkText')}</p>
      <ul className={styles.list}>
        {refused.map((work) => (
          <Refused key={work.document._id} work={work} onAside={onAside} />
        ))}
      </ul>
    </Banner>
  );
};
