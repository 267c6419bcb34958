import type { Me } from '@hocba/shared/contract/auth';
import type { ClassCode, SchoolYear } from '@hocba/shared/school/identifiers';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Records, useRecords } from '../../model/records.ts';
import { mayConfirm } from '../../model/rights.ts';
import { useSession } from '../../model/session.ts';
import { syncNow } from '../../model/sync-status.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './approvals.module.css';
import { ApproveDialog } from './approve-dialog.tsx';
import { isException } from './record-order.ts';
import { RecordTable } from './record-table.tsx';
import { RefusedApprovals } from './refused-approvals.tsx';

interface ApprovalsPageProps {
  readonly year: SchoolYear;
  readonly name: ClassCode;
}

/** While records are being signed the registry is asked every three seconds, so that the count moves. */
const WATCH_MS = 3_000;

const useWatch = (isSigning: boolean): void => {
  useEffect(() => {
    if (!isSigning) return undefined;
    const timer = setInterval(syncNow, WATCH_MS);
    return () => clearInterval(timer);
  }, [isSigning]);
};

/** Which approval a person gives, if any; the head approves what the homeroom teacher confirmed. */
const approvalOf = (me: Me, year: SchoolYear, name: ClassCode) =>
  me.role === 'head' ? 'finalise' : mayConfirm(me, year, name) ? 'confirm' : undefined;

interface ReviewProps extends ApprovalsPageProps {
  readonly me: Me;
  readonly records: Records;
}

const Review = ({ year, name, me, records }: ReviewProps) => {
  const { t } = useTranslation('approvals');
  const [isAsking, setAsking] = useState(false);
  const { rows } = records;
  const count = (state: string) =>
    rows.filter((row) => row.document?.state === state && row.pending === null).length;
  const issued = count('issued');
  useWatch(rows.some(({ document, pending }) => pending !== null || document?.state === 'finalised'));
  const kind = approvalOf(me, year, name);
  const ready = kind === undefined ? 0 : count(kind === 'confirm' ? 'complete' : 'confirmed');
  const done =
    kind === 'confirm' ? count('confirmed') + count('finalised') + issued : count('finalised') + issued;
  return (
    <>
      <div className={styles.summary}>
        <span className={styles.issued}>
          <progress
            value={issued}
            max={rows.length}
            aria-label={t('summary', { issued, total: rows.length })}
          />
          {t('summary', { issued, total: rows.length })}
        </span>
        {kind !== undefined && ready > 0 && (
          <Button look="main" icon={kind === 'finalise' ? 'seal' : 'check'} onPress={() => setAsking(true)}>
            {t(kind, { count: ready })}
          </Button>
        )}
        {kind === 'finalise' && ready === 0 && count('complete') > 0 && <span>{t('waitHomeroom')}</span>}
        {count('open') > 0 && <span>{t('waitSheets')}</span>}
      </div>
      <RefusedApprovals records={records} />
      {rows.some(isException) && <p className={styles.quiet}>{t('exceptionsFirst')}</p>}
      <RecordTable year={year} name={name} rows={rows} />
      {isAsking && kind !== undefined && (
        <ApproveDialog
          kind={kind}
          name={name}
          count={ready}
          left={rows.length - ready - done}
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
  'not-here': { title: 'sync:notHereTitle', text: 'sync:notHereText' },
  ready: { title: 'noneTitle', text: 'noneText' },
} as const;

/** The year records of a class: results, what is missing, and the approval of the person who looks. */
export const ApprovalsPage = ({ year, name }: ApprovalsPageProps) => {
  const { t } = useTranslation(['approvals', 'sync', 'common']);
  const { me } = useSession();
  const records = useRecords(year, name);
  const hasRecords = records.rows.some(({ document }) => document !== undefined);
  return (
    <Page
      title={t('title', { name, year })}
      trail={[{ href: `/class/${year}/${name}`, label: name }]}
      width="work"
    >
      {records.status === 'loading' || me === null ? (
        <p>{t('common:opening')}</p>
      ) : hasRecords ? (
        <Review year={year} name={name} me={me} records={records} />
      ) : (
        <EmptyState
          icon="book"
          title={t(EMPTY[records.status].title)}
          action={<Link href={`/class/${year}/${name}`}>{t('toSheets')}</Link>}
        >
          {t(EMPTY[records.status].text)}
        </EmptyState>
      )}
    </Page>
  );
};
