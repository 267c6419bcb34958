import type { Me } from '@hocba/shared/contract/auth';
import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { approvalOf } from '@hocba/shared/school/rights';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { hiddenClass, hiddenRecords, useHiddenText } from '../../model/class/class-access.ts';
import { useClassList } from '../../model/class/classes.ts';
import { usePersonName } from '../../model/names/people.ts';
import { type Records, useRecords, useWaiting } from '../../model/records.ts';
import { Signatures } from '../../transcript/signatures.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';
import { useWorkspace } from '../../work/use-workspace.ts';
import styles from './approvals.module.css';
import { ApproveDialog } from './approve-dialog.tsx';
import { ClassFindings } from './findings/class-findings.tsx';
import { partFindings } from './findings/standing-findings.ts';
import { isException } from './record-order.ts';
import { ownRows } from './record-state.ts';
import { RecordTable } from './record-table.tsx';
import { RefusedApprovals } from './refused-approvals.tsx';
import { SheetsLeft } from './sheets-left.tsx';

interface ApprovalsPageProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
}

/** While records are being signed the registry is asked every three seconds, so that the count moves. */
const WATCH_MS = 3_000;

const useWatch = (isSigning: boolean, year: SchoolYear): void => {
  const { look } = useWorkspace();
  useEffect(() => {
    if (!isSigning) return undefined;
    const timer = setInterval(() => look(year), WATCH_MS);
    return () => clearInterval(timer);
  }, [isSigning, look, year]);
};

/** The classes that the head can go on with, so that no list has to be looked for. */
const NextClass = ({
  year,
  name,
  isDone,
  hasDone,
}: ApprovalsPageProps & { readonly isDone: boolean; readonly hasDone: boolean }) => {
  const { t } = useTranslation('approvals');
  const others = useWaiting(year).filter((one) => one.class !== name);
  const [next] = others;
  if (next === undefined)
    return isDone && hasDone ? <span data-screen-only="">{t('noMoreClasses')}</span> : null;
  if (!isDone) return <span data-screen-only="">{t('moreClasses', { count: others.length })}</span>;
  return (
    <Link href={`/approvals/${year}/${next.class}`} className={styles.nextClass as string}>
      {t('nextClass', { name: next.class, count: next.count })}
      <Icon name="chevron" />
    </Link>
  );
};

interface ReviewProps extends ApprovalsPageProps {
  readonly me: Me;
  readonly records: Records;
}

const Review = ({ year, name, me, records }: ReviewProps) => {
  const { t } = useTranslation('approvals');
  const [isAsking, setAsking] = useState(false);
  const homeroom = useClassList(year, name)?.homeroom;
  const personOf = usePersonName();
  const { rows } = records;
  const findings = useMemo(() => partFindings(rows), [rows]);
  const own = ownRows(rows);
  const count = (state: string) =>
    own.filter((row) => row.document?.state === state && row.pending === null).length;
  const issued = count('issued');
  const isSigning = rows.some(({ document, pending }) => pending !== null || document?.state === 'finalised');
  useWatch(isSigning, year);
  const kind = approvalOf(me, year, name);
  const ready = kind === undefined ? 0 : count(kind === 'confirm' ? 'complete' : 'confirmed');
  const done =
    kind === 'confirm' ? count('confirmed') + count('finalised') + issued : count('finalised') + issued;
  return (
    <>
      <div className={styles.summary}>
        {own.length > 0 && (
          <span className={styles.issued}>
            <progress
              data-screen-only=""
              value={issued}
              max={own.length}
              aria-label={t('summary', { issued, total: own.length })}
            />
            {t('summary', { issued, total: own.length })}
          </span>
        )}
        {kind !== undefined && ready > 0 && (
          <Button look="main" icon={kind === 'finalise' ? 'seal' : 'check'} onPress={() => setAsking(true)}>
            {t(kind, { count: ready })}
          </Button>
        )}
        {kind !== 'finalise' && count('confirmed') > 0 && (
          <span>{t('confirmed', { count: count('confirmed') })}</span>
        )}
        {kind === 'finalise' && <NextClass year={year} name={name} isDone={ready === 0} hasDone={done > 0} />}
        {kind === 'finalise' && ready === 0 && count('complete') > 0 && <span>{t('waitHomeroom')}</span>}
        {count('open') > 0 && <SheetsLeft year={year} name={name} />}
      </div>
      <RefusedApprovals records={records} />
      <ClassFindings year={year} name={name} sheets={findings.sheets} />
      {rows.some((row) => isException(row, findings.ownOf)) && (
        <p className={styles.quiet}>{t('exceptionsFirst')}</p>
      )}
      <RecordTable year={year} name={name} rows={rows} ownOf={findings.ownOf} />
      <Signatures as="homeroom" name={homeroom ? personOf(homeroom) : undefined} />
      {isAsking && kind !== undefined && (
        <ApproveDialog
          kind={kind}
          name={name}
          count={ready}
          left={own.length - ready - done}
          approve={kind === 'confirm' ? records.confirm : records.finalise}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};

/** Why there is no record to show. */
const EMPTY = {
  waiting: { title: 'sync:waitingTitle', text: 'sync:waitingText' },
  failed: { title: 'sync:failedTitle', text: 'sync:failedText' },
  'too-new': { title: 'sync:tooNewTitle', text: 'sync:tooNewText' },
  ready: { title: 'noneTitle', text: 'noneText' },
} as const;

interface NoRecordsProps extends ApprovalsPageProps {
  readonly me: Me;
  readonly status: Exclude<Records['status'], 'loading'>;
}

/** Why there is no record to show: this person may not see them, the device has not got them, or there are none. */
const NoRecords = ({ year, name, me, status }: NoRecordsProps) => {
  const { t } = useTranslation(['approvals', 'sync']);
  const textOf = useHiddenText();
  const why = hiddenRecords(me, year, name) ?? (status === 'not-here' ? 'no-class' : undefined);
  const { title, text } =
    why !== undefined
      ? textOf(why, { year, name })
      : {
          title: t(EMPTY[status as keyof typeof EMPTY].title),
          text: t(EMPTY[status as keyof typeof EMPTY].text),
        };
  const leadsOn = hiddenClass(me, year, name) === undefined && why !== 'no-class';
  return (
    <EmptyState
      icon={why === undefined ? 'book' : 'eye-off'}
      title={title}
      action={
        leadsOn ? (
          <Link href={`/class/${year}/${name}`}>{t('toSheets')}</Link>
        ) : (
          <Link href="/">{t('toClasses')}</Link>
        )
      }
    >
      {text}
    </EmptyState>
  );
};

/** The year records of a class: results, what is missing, and the approval of the person who looks. */
export const ApprovalsPage = ({ year, name }: ApprovalsPageProps) => {
  const { t } = useTranslation(['approvals', 'sync', 'anyPage']);
  const { me } = useSession();
  const records = useRecords(year, name);
  const hasRecords =
    me !== null &&
    hiddenRecords(me, year, name) === undefined &&
    records.rows.some(({ document, student }) => document !== undefined || student.recordIn !== undefined);
  return (
    <Page
      title={t('title', { name, year })}
      trail={[{ href: `/class/${year}/${name}`, label: name }]}
      width="work"
    >
      {records.status === 'loading' || me === null ? (
        <p>{t('anyPage:opening')}</p>
      ) : hasRecords ? (
        <Review year={year} name={name} me={me} records={records} />
      ) : (
        <NoRecords year={year} name={name} me={me} status={records.status} />
      )}
    </Page>
  );
};
