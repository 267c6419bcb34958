import { joinPage } from '@hocba/shared/contract/family/sign-in';
import type { StudentId } from '@hocba/shared/school/identifiers';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { Page } from '../../ui/page.tsx';
import { Slip } from '../../ui/paper/slip.tsx';
import { inGroups } from '../../ui/plain/code-groups.ts';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { useSession } from '../../work/session.ts';
import styles from './families.module.css';
import { EnrolmentPaper } from './papers/enrolment-paper.tsx';
import { RecordSlipPaper } from './papers/record-slip-paper.tsx';
import { GuardianTable } from './pupil/guardian-table.tsx';
import { OrderForm, OrderLine } from './pupil/orders.tsx';
import { SlipForm } from './pupil/slip-form.tsx';
import { type PupilState, usePupil } from './pupil/use-pupil.ts';
import { lastDayOf } from './slips/slip-sheet.tsx';

const OneSlip = ({ pupil, by }: { readonly pupil: PupilState; readonly by: string }) => {
  const { t } = useTranslation('families');
  const { slip } = pupil;
  if (slip === undefined) return null;
  return (
    <Slip
      once={{ title: t('once'), help: t('onceHelp') }}
      title={t('slip.title')}
      secret={{ label: t('slip.code'), text: inGroups(slip.code) }}
      lines={[
        [t('slip.student'), slip.name],
        [t('slip.studentCode'), slip.studentCode],
        [t('pupil.address'), `${location.origin}${joinPage.path}`],
      ]}
      issued={{ by, at: new Date().toISOString() }}
      advice={[t('slip.birthDate'), t('slip.until', { date: lastDayOf(slip.expiresAt) })]}
      print={t('pupil.print')}
      then={<Button onPress={pupil.closeSlip}>{t('pupil.back')}</Button>}
    />
  );
};

const Parts = ({ pupil }: { readonly pupil: PupilState }) => {
  const { t } = useTranslation('families');
  const [reason, setReason] = useState('');
  const { list } = pupil;
  if (list === undefined) return null;
  const current = list.guardians.filter(({ endedAt }) => endedAt === null);
  const nameOf = (guardian: string) => list.guardians.find((one) => one.guardian === guardian)?.name ?? '';
  return (
    <>
      {list.guardians.length === 0 ? (
        <p>{t('pupil.none')}</p>
      ) : (
        <>
          <TextField
            label={t('pupil.reason')}
            hint={t('pupil.reasonHint')}
            value={reason}
            onChange={setReason}
            maxLength={300}
          />
          <GuardianTable guardians={list.guardians} pupil={pupil} reason={reason} />
        </>
      )}
      <h2>{t('order.title')}</h2>
      <p>{t('order.about')}</p>
      <ul className={styles.orders}>
        {list.orders.map((order) => (
          <OrderLine
            key={order.id}
            order={order}
            name={nameOf(order.guardian)}
            pupil={pupil}
            reason={reason}
          />
        ))}
      </ul>
      {current.length > 0 && <OrderForm guardians={current} pupil={pupil} />}
      <h2>{t('pupil.newSlip')}</h2>
      <SlipForm pupil={pupil} />
      <h2>{t('enrolment.title')}</h2>
      <p>{t('enrolment.about')}</p>
      <div>
        <Button icon="seal" isPending={pupil.isPending} onPress={pupil.confirm}>
          {t('enrolment.make')}
        </Button>
      </div>
      <h2>{t('recordSlip.title')}</h2>
      <p>{t('recordSlip.about')}</p>
      <div>
        <Button icon="print" isPending={pupil.isPending} onPress={pupil.printRecordSlip}>
          {t('recordSlip.make')}
        </Button>
      </div>
    </>
  );
};

/** The guardians of one pupil, orders about them, and slips for further ones. */
export const PupilPage = ({ student }: { readonly student: StudentId }) => {
  const { t } = useTranslation('families');
  const { me } = useSession();
  const pupil = usePupil(student);
  const { list, problem, slip, confirmation, recordSlip } = pupil;
  const isPaper = slip !== undefined || confirmation !== undefined || recordSlip !== undefined;
  return (
    <Page
      title={list === undefined ? t('pupil.guardians') : t('pupil.title', { name: list.name })}
      trail={[{ href: '/families', label: t('title') }]}
      hasOwnPaper={isPaper}
    >
      {problem && (
        <ProblemBanner title={t('pupil.notDone')} problem={problem} isOfPage={list === undefined} />
      )}
      {!isPaper && <Parts pupil={pupil} />}
      {slip !== undefined && <OneSlip pupil={pupil} by={me?.displayName ?? ''} />}
      {recordSlip !== undefined && <RecordSlipPaper slip={recordSlip} onBack={pupil.closeSlip} />}
      {confirmation !== undefined && <EnrolmentPaper confirmation={confirmation} onBack={pupil.closeSlip} />}
    </Page>
  );
};
