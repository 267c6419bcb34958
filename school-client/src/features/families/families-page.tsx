import type { Me } from '@hocba/shared/contract/auth';
import { seesWholeClass } from '@hocba/shared/school/rights';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useClasses } from '../../model/class/classes.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useSession } from '../../work/session.ts';
import styles from './families.module.css';
import { RunningSwitch } from './running-switch.tsx';
import { PrintForm } from './slips/print-form.tsx';
import { SignatureList } from './slips/signature-list.tsx';
import { type MadeSlips, SlipSheet } from './slips/slip-sheet.tsx';

const Choosing = ({ me, onMade }: { readonly me: Me; readonly onMade: (made: MadeSlips) => void }) => {
  const { t } = useTranslation('families');
  const [year] = me.years;
  const { status, classes } = useClasses(year);
  if (year === undefined || (status === 'ready' && classes.length === 0)) return <p>{t('noClass')}</p>;
  if (status !== 'ready') return <p role="status">{t('classesComing')}</p>;
  const own = classes.filter((list) => seesWholeClass(me, year, list.class));
  return own.length === 0 ? (
    <p>{t('noClass')}</p>
  ) : (
    <PrintForm year={year} classes={own} isOffice={me.role !== 'teacher'} onMade={onMade} />
  );
};

const Made = ({
  made: { slips, heldBack },
  school,
  onDone,
}: {
  readonly made: MadeSlips;
  readonly school: string;
  readonly onDone: () => void;
}) => {
  const { t } = useTranslation('families');
  return (
    <>
      <div data-screen-only="">
        <Banner tone="amber" title={t('once')} isAnswer>
          {t('onceHelp')}
        </Banner>
      </div>
      {heldBack.length > 0 && (
        <div data-screen-only="">
          <Banner tone="amber" title={t('heldBack', { count: heldBack.length })}>
            {heldBack.join(', ')}. {t('heldBackHelp')}
          </Banner>
        </div>
      )}
      <div className={styles.actions} data-screen-only="">
        <Button look="main" icon="print" onPress={() => window.print()}>
          {t('printNow', { count: slips.length })}
        </Button>
        <Button onPress={onDone}>{t('another')}</Button>
      </div>
      <SlipSheet slips={slips} school={school} />
      <SignatureList slips={slips} school={school} />
    </>
  );
};

/** The other pages of the office about families. */
const Beside = ({ me, waiting }: { readonly me: Me; readonly waiting: ReactNode }) => {
  const { t } = useTranslation('app');
  if (me.role !== 'head' && me.role !== 'clerk') return null;
  return (
    <>
      {waiting}
      <div className={styles.actions}>
        <Link href="/consent">{t('navConsent')}</Link>
        <Link href="/messages">{t('navMessages')}</Link>
        <Link href="/disagreements">{t('navObjections')}</Link>
        <Link href="/review-desk">{t('navReviews')}</Link>
      </div>
    </>
  );
};

/** The school's side of families: slips of a class by which families link their children. */
export const FamiliesPage = ({ waiting }: { readonly waiting: ReactNode }) => {
  const { t } = useTranslation('families');
  const { me } = useSession();
  const [made, setMade] = useState<MadeSlips>();
  if (me === null) return null;
  return (
    <Page title={t('title')} intro={made === undefined ? t('intro') : null} hasOwnPaper={made !== undefined}>
      {made === undefined ? (
        <>
          <Beside me={me} waiting={waiting} />
          <Choosing me={me} onMade={setMade} />
          {me.role !== 'teacher' && <RunningSwitch mayChange={me.role === 'head'} />}
        </>
      ) : (
        <Made made={made} school={me.school?.name ?? ''} onDone={() => setMade(undefined)} />
      )}
    </Page>
  );
};
