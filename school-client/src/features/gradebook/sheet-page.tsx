import type { Me } from '@hocba/shared/contract/auth';
import {
  type ColumnCode,
  type SchoolYear,
  type SheetId,
  type StudentId,
  sheetParts,
} from '@hocba/shared/school/identifiers';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Grid } from '../../grid/grid.tsx';
import type { GridChange } from '../../grid/grid-props.ts';
import { currentLanguage } from '../../i18n/i18n.ts';
import { mayClose, mayEnter } from '../../model/rights.ts';
import { useSession } from '../../model/session.ts';
import { type Sheet, useSheet } from '../../model/sheet.ts';
import { subjectName } from '../../model/subject-name.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { ColumnPanel } from './column-panel.tsx';
import styles from './gradebook.module.css';
import { selectCell } from './select-cell.ts';
import { SheetNotices } from './sheet-notices.tsx';
import { useCells } from './use-cells.ts';
import { useColumns } from './use-columns.ts';

interface SheetPageProps {
  readonly year: SchoolYear;
  readonly id: SheetId;
}

const useNames = (id: SheetId) => {
  const { t } = useTranslation('common');
  const { class: name, subject, term } = sheetParts(id);
  return { subject: subjectName(subject, currentLanguage()), name, term: t(term) };
};

const changeOf = ({ row, column, text }: GridChange) => ({
  student: row as StudentId,
  column: column as ColumnCode,
  text,
});

interface GradebookProps extends SheetPageProps {
  readonly me: Me;
  readonly sheet: Sheet;
}

const Gradebook = ({ year, id, me, sheet }: GradebookProps) => {
  const { t } = useTranslation(['gradebook', 'sync']);
  const names = useNames(id);
  const { class: name, subject } = sheetParts(id);
  const mayWrite = mayEnter(me, year, name, subject);
  const isOpen = sheet.folded.state.state === 'open' && !sheet.folded.closing;
  const columns = useColumns(subject, sheet.columns);
  const { rows, cellAt, preview } = useCells(sheet, !(mayWrite && isOpen));
  const [selected, setSelected] = useState({ row: rows[0]?.id ?? '', column: columns[0]?.id ?? '' });
  const [isClosing, setClosing] = useState(false);
  const [saveFailed, setSaveFailed] = useState(false);
  const note = (saved: Promise<void>) =>
    void saved.then(
      () => setSaveFailed(false),
      () => setSaveFailed(true),
    );
  const goTo = (student: string, column: string) =>
    selectCell(
      rows.findIndex((row) => row.id === student),
      columns.findIndex((one) => one.id === column),
    );
  const column = columns.find((one) => one.id === selected.column);
  return (
    <Page
      title={t('title', names)}
      trail={[{ href: `/class/${year}/${name}`, label: name }]}
      width="work"
      actions={
        isOpen && (
          <>
            {mayWrite && <Button onPress={() => note(sheet.save())}>{t('save')}</Button>}
            {mayClose(me, year, name, subject) && (
              <Button look="main" icon="lock" onPress={() => setClosing(true)}>
                {t('close')}
              </Button>
            )}
          </>
        )
      }
    >
      {saveFailed && (
        <Banner
          tone="red"
          isAnswer
          title={t('sync:saveFailedTitle')}
          actions={<Button onPress={() => note(sheet.setCells([]))}>{t('sync:saveAgain')}</Button>}
        >
          {t('sync:saveFailedText')}
        </Banner>
      )}
      <SheetNotices sheet={sheet} mayWrite={mayWrite} />
      <div className={styles.work}>
        <Grid
          label={t('gridLabel', names)}
          rows={rows}
          columns={columns}
          cellAt={cellAt}
          preview={preview}
          onChange={(changes) => note(sheet.setCells(changes.map(changeOf)))}
          onSelect={useCallback((row: string, next: string) => setSelected({ row, column: next }), [])}
          findPlaceholder={t('find')}
        />
        {column && <ColumnPanel sheet={sheet} column={column} row={selected.row} />}
      </div>
      {isClosing && (
        <CloseDialog sheet={sheet} names={names} onClose={() => setClosing(false)} onGoTo={goTo} />
      )}
    </Page>
  );
};

/** One sheet of marks: class, subject and term. */
export const SheetPage = ({ year, id }: SheetPageProps) => {
  const { t } = useTranslation(['gradebook', 'sync', 'common']);
  const { me } = useSession();
  const { status, sheet } = useSheet(year, id);
  const names = useNames(id);
  if (sheet !== undefined && me !== null)
    return <Gradebook key={id} year={year} id={id} me={me} sheet={sheet} />;
  return (
    <Page title={t('title', names)} trail={[{ href: `/class/${year}/${names.name}`, label: names.name }]}>
      {status === 'loading' ? (
        <p>{t('common:opening')}</p>
      ) : (
        <EmptyState
          icon={status === 'failed' ? 'warning' : 'download'}
          title={t(status === 'failed' ? 'sync:failedTitle' : 'sync:notHereTitle')}
        >
          {t(status === 'failed' ? 'sync:failedText' : 'sync:notHereText')}
        </EmptyState>
      )}
    </Page>
  );
};
