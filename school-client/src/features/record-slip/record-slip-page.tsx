import { vietnamTimeOf } from '@hocba/shared/calendar/vietnam-time';
import { openRecordSlip, type RecordFacts } from '@hocba/shared/contract/enrolment/record-slip';
import type { Instant } from '@hocba/shared/school/identifiers';
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatSchoolYear } from '../../i18n/date-formats.ts';
import { formatDate } from '../../i18n/dates.ts';
import { VerdictTag } from '../../transcript/verdict-view.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { Page } from '../../ui/page.tsx';
import { ProblemBanner } from '../../ui/problem-banner.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { type CallError, callErrorOf, useSessionKeeper } from '../../work/session.ts';
import { parseSlipCode } from './parse-code.ts';
import styles from './record-slip.module.css';

/** The day of a moment in Vietnam. */
const dayIn = (instant: Instant): string => formatDate(vietnamTimeOf(instant).date);

type Year = RecordFacts['years'][number];

/** The code of a QR code's address; it is taken out of the address, so that no history keeps it. */
const takeFragment = (): string => {
  const text = location.hash.slice(1);
  if (text !== '') history.replaceState(null, '', location.pathname);
  return text;
};

const useSlip = () => {
  const { callRegistry } = useSessionKeeper();
  const [facts, setFacts] = useState<RecordFacts>();
  const [problem, setProblem] = useState<CallError>();
  const [isPending, setPending] = useState(false);
  const open = useCallback(
    (code: string) => {
      setPending(true);
      setProblem(undefined);
      callRegistry(openRecordSlip, { body: { code } })
        .then(setFacts, (error: unknown) => setProblem(callErrorOf(error)))
        .finally(() => setPending(false));
    },
    [callRegistry],
  );
  return { facts, problem, isPending, open, close: () => setFacts(undefined) };
};

const useColumns = (): TableColumn<Year>[] => {
  const { t } = useTranslation('families');
  return [
    {
      id: 'year',
      title: t('recordSlip.year'),
      isHeader: true,
      cell: ({ year }) => formatSchoolYear(year),
    },
    {
      id: 'valid',
      title: t('recordSlip.valid'),
      cell: ({ verdict }) => <VerdictTag verdict={verdict as 'VALID'} />,
    },
    {
      id: 'who',
      title: t('recordSlip.who'),
      cell: ({ school, signedBy, signedAt }) =>
        school === null ? (
          t('recordSlip.nobody')
        ) : (
          <span translate="no">
            {school}
            <small className={styles.note}>
              {[signedBy, signedAt === null ? null : dayIn(signedAt)]
                .filter((part) => part !== null)
                .join(', ')}
            </small>
          </span>
        ),
    },
  ];
};

const Facts = ({ facts, onAnother }: { readonly facts: RecordFacts; readonly onAnother: () => void }) => {
  const { t } = useTranslation('families');
  const columns = useColumns();
  const { name, birthYear, years, printedAt, expiresAt } = facts;
  const isGood = years.length > 0 && years.every(({ verdict }) => verdict === 'VALID');
  return (
    <>
      <Banner
        tone={isGood ? 'green' : 'amber'}
        icon={isGood ? 'seal' : 'warning'}
        title={
          years.length === 0
            ? t('recordSlip.noYears')
            : t(isGood ? 'recordSlip.good' : 'recordSlip.notGood', { count: years.length })
        }
        isLarge
        isAnswer
      >
        <p translate="no">{t('recordSlip.compare', { name, birthYear })}</p>
      </Banner>
      {years.length > 0 && (
        <Table
          caption={t('recordSlip.table')}
          columns={columns}
          rows={years}
          keyOf={({ year, school }) => `${year} ${school}`}
        />
      )}
      <p>{t('recordSlip.dates', { printed: dayIn(printedAt), until: dayIn(expiresAt) })}</p>
      <div data-screen-only="">
        <Button icon="search" onPress={onAnother}>
          {t('recordSlip.another')}
        </Button>
      </div>
    </>
  );
};

/** Opens the paper of a family without a phone: valid, by whom, which years, and no mark. */
export const RecordSlipPage = () => {
  const { t } = useTranslation('families');
  const { facts, problem, isPending, open, close } = useSlip();
  const [typed, setTyped] = useState(takeFragment);
  const [isFresh, setFresh] = useState(true);
  const [isTried, setTried] = useState(false);
  const code = parseSlipCode(typed);
  useEffect(() => {
    // The code of a QR code is opened at once, and only then: nobody has pressed anything yet.
    if (isFresh && code !== undefined) open(code);
    setFresh(false);
  }, [isFresh, code, open]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (code !== undefined) open(code);
  };
  const another = () => {
    setTyped('');
    setTried(false);
    close();
  };
  return (
    <Page title={t('recordSlip.pageTitle')} intro={t('recordSlip.pageIntro')} width="read">
      {facts === undefined ? (
        <form className={styles.form} onSubmit={onSubmit}>
          {problem && <ProblemBanner title={t('recordSlip.notOpened')} problem={problem} />}
          <TextField
            label={t('recordSlip.code')}
            hint={t('recordSlip.codeHint')}
            value={typed}
            onChange={setTyped}
            maxLength={12}
            isCode
            autoFocus
            error={isTried && code === undefined ? t('recordSlip.codeError') : undefined}
          />
          <div>
            <Button type="submit" look="main" icon="search" isPending={isPending}>
              {t('recordSlip.open')}
            </Button>
          </div>
        </form>
      ) : (
        <Facts facts={facts} onAnother={another} />
      )}
    </Page>
  );
};
