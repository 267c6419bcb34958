import type { Me } from '@hocba/shared/contract/auth';
import { type ClassCode, type SchoolYear, type SheetId, sheetParts } from '@hocba/shared/school/identifiers';
import { mayClose, mayEnter } from '@hocba/shared/school/rights';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Grid } from '../../grid/grid.tsx';
import type { GridHandle } from '../../grid/grid-props.ts';
import { type Hidden, hasSubject, hiddenSheet, useHiddenText } from '../../model/class/class-access.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import { type Sheet, useSheet } from '../../model/sheet/sheet.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';
import { cellOfHash } from '../../work/years/cell-address.ts';
import { useCells } from './cells/use-cells.ts';
import { useSaveKey } from './cells/use-save-key.ts';
import { CloseDialog } from './closing/close-dialog.tsx';
import { ColumnPanel } from './columns/column-panel.tsx';
import { useColumns } from './columns/use-columns.ts';
import styles from './gradebook.module.css';
import { SheetNotices } from './notices/sheet-notices.tsx';
import { PartSwitch } from './part-switch.tsx';
import { SaveFailed, SheetActions } from './sheet-actions.tsx';
import { SheetHead, SheetSignatures } from './sheet-paper.tsx';
import { SheetProgress } from './sheet-progress.tsx';
import { usePart } from './use-part.ts';

interface SheetPageProps {
  readonly year: SchoolYear;
  readonly id: SheetId;
}

const useNames = (year: SchoolYear, id: SheetId) => {
  const { t } = useTranslation('anyPage');
  const nameOf = useSubjectName(year);
  const { class: name, subject, term } = sheetParts(id);
  return { subject: nameOf(subject, name), name, term: t(term) };
};

const trailOf = (year: SchoolYear, name: ClassCode) => [{ href: `/class/${year}/${name}`, label: name }];

/** When the address of the page changes without a new page; `pushState` is told by the router. */
const ADDRESS_EVENTS = ['pushState', 'popstate', 'hashchange'];

/** Goes to the cell that the address asks for, as the sheet opens and whenever a link on the open sheet asks again. */
const useCellOfAddress = (goTo: (student: string, column: string) => void): void => {
  const goToAsked = useEffectEvent(() => {
    const asked = cellOfHash(location.hash);
    if (asked !== undefined) goTo(asked.student, asked.column);
  });
  useEffect(() => {
    const go = () => goToAsked();
    go();
    for (const event of ADDRESS_EVENTS) addEventListener(event, go);
    return () => {
      for (const event of ADDRESS_EVENTS) removeEventListener(event, go);
    };
  }, []);
};

/** A sheet of more columns is printed across the long side of the paper. */
const WIDE = 9;

interface GradebookProps extends SheetPageProps {
  readonly me: Me;
  readonly sheet: Sheet;
}

/**
 * Runs what a person saves, and remembers whether the last of it failed, until nothing of theirs waits on
 * this device any more; a typed mark that failed is in the status.
 */
const useSaving = (isWaiting: boolean) => {
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!isWaiting) setFailed(false);
  }, [isWaiting]);
  const save = (saved: Promise<void>) =>
    void saved.then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return { hasFailed, save };
};

const Gradebook = ({ year, id, me, sheet }: GradebookProps) => {
  const { t } = useTranslation('gradebook');
  const names = useNames(year, id);
  const { class: name, subject } = sheetParts(id);
  const mayWrite = mayEnter(me, year, name, subject);
  const isOpen = sheet.folded.state.state === 'open' && !sheet.folded.closing;
  const grid = useRef<GridHandle>(null);
  const view = usePart(sheet, grid);
  useCellOfAddress(view.goTo);
  const columns = useColumns(sheet.place, view.columns);
  const cells = useCells(sheet, !(mayWrite && isOpen));
  const [selected, setSelected] = useState({ row: cells.rows[0]?.id ?? '', column: columns[0]?.id ?? '' });
  const [isClosing, setClosing] = useState(false);
  const { setEditing } = useWorkspace();
  const { unsaved, unsent } = useSyncStatus();
  const { hasFailed, save } = useSaving(unsaved || unsent > 0);
  useSaveKey(() => mayWrite && isOpen && save(sheet.save()));
  const column = columns.find((one) => one.id === selected.column);
  const isNobodyAsked = sheet.place.term === 'summer' && cells.rows.length === 0;
  const actions = isOpen && !isNobodyAsked && (
    <>
      <SheetProgress sheet={sheet} />
      <SheetActions
        onSave={mayWrite ? () => save(sheet.save()) : undefined}
        onClose={mayClose(me, year, name, subject) ? () => setClosing(true) : undefined}
      />
    </>
  );
  return (
    <Page title={t('title', names)} trail={trailOf(year, name)} width="work" actions={actions}>
      <SheetHead year={year} sheet={sheet} names={names} />
      {(unsaved || hasFailed) && <SaveFailed onSave={() => save(sheet.setCells([]).then(sheet.save))} />}
      <SheetNotices sheet={sheet} mayWrite={mayWrite} />
      {view.parts.length > 0 && <PartSwitch parts={view.parts} shown={view.part} onChange={view.setPart} />}
      <div className={styles.work} data-wide={columns.length > WIDE || undefined}>
        <Grid
          key={view.part}
          {...cells}
          label={t('gridLabel', names)}
          columns={columns}
          onChange={(changes) => void sheet.setCells(changes).catch(() => undefined)}
          onEditing={setEditing}
          handle={grid}
          onSelect={(row, next) => setSelected({ row, column: next })}
          findPlaceholder={t('find')}
          noRows={isNobodyAsked ? t('nobodyAsked') : undefined}
        />
        {column && !isNobodyAsked && <ColumnPanel sheet={sheet} column={column} row={selected.row} />}
      </div>
      <SheetSignatures sheet={sheet} />
      {isClosing && (
        <CloseDialog sheet={sheet} names={names} onClose={() => setClosing(false)} onGoTo={view.goTo} />
      )}
    </Page>
  );
};

const NOT_SHOWN = {
  waiting: { icon: 'download', title: 'waitingTitle', text: 'waitingText' },
  'too-new': { icon: 'refresh', title: 'tooNewTitle', text: 'tooNewText' },
  failed: { icon: 'warning', title: 'failedTitle', text: 'failedText' },
} as const;

/** Why there is no sheet to show. */
const NotShown = ({ status }: { readonly status: keyof typeof NOT_SHOWN }) => {
  const { t } = useTranslation('sync');
  const { icon, title, text } = NOT_SHOWN[status];
  return (
    <EmptyState icon={icon} title={t(title)}>
      {t(text)}
    </EmptyState>
  );
};

/** The sheet is not for this person, or there is none of its kind. */
const NotForMe = ({
  year,
  name,
  why,
}: {
  readonly year: SchoolYear;
  readonly name: ClassCode;
  readonly why: Hidden;
}) => {
  const { title, text } = useHiddenText()(why, { year, name });
  return (
    <EmptyState icon="eye-off" title={title}>
      {text}
    </EmptyState>
  );
};

const whyNot = (
  me: Me | null,
  { year, id }: SheetPageProps,
  { status, sheet }: ReturnType<typeof useSheet>,
) => {
  const why = me === null ? undefined : hiddenSheet(me, year, id);
  // Cells that were typed before the assignment ended stay in sight until they are sent or corrected, and a refusal
  // until it is read.
  const isOwnWork =
    sheet !== undefined &&
    (sheet.folded.unsent > 0 ||
      sheet.faults.length > 0 ||
      sheet.refused.length > 0 ||
      sheet.denied.length > 0);
  if (why !== undefined && !isOwnWork) return why;
  if (sheet !== undefined) return hasSubject(sheet.classList, sheet.place.subject) ? undefined : 'no-subject';
  return status === 'not-here' ? 'no-class' : undefined;
};

/** One sheet of marks: class, subject and term. */
export const SheetPage = ({ year, id }: SheetPageProps) => {
  const { t } = useTranslation(['gradebook', 'sync', 'anyPage']);
  const { me } = useSession();
  const found = useSheet(year, id);
  const { status, sheet } = found;
  const names = useNames(year, id);
  const why = whyNot(me, { year, id }, found);
  if (sheet !== undefined && me !== null && why === undefined)
    return <Gradebook key={id} year={year} id={id} me={me} sheet={sheet} />;
  return (
    <Page title={t('title', names)} trail={trailOf(year, names.name)}>
      {why !== undefined ? (
        <NotForMe year={year} name={names.name} why={why} />
      ) : status === 'loading' || status === 'ready' || status === 'not-here' ? (
        <p>{t('anyPage:opening')}</p>
      ) : (
        <NotShown status={status} />
      )}
    </Page>
  );
};
