import { accounts, type SchoolAccount, type TemporaryPassword } from '@hocba/shared/contract/accounts';
import { matchesSearch } from '@hocba/shared/text/names/search-key';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLE_TEXT } from '../../model/names/role-text.ts';
import { NotFetched } from '../../ui/blocks/not-fetched.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/form/text-field.tsx';
import { Page } from '../../ui/page.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { type CallError, callErrorOf, useSession, useSessionKeeper } from '../../work/session.ts';
import { AskDialog } from './ask-dialog.tsx';
import { PasswordSlip } from './password-slip.tsx';
import styles from './people.module.css';

/** People are looked for by the given name, which stands last; those who left stand at the end. */
const inOrder = (people: readonly SchoolAccount[]): SchoolAccount[] => {
  const given = (person: SchoolAccount) => person.displayName.split(' ').at(-1) ?? '';
  return [...people].sort(
    (a, b) =>
      Number(a.disabled) - Number(b.disabled) ||
      given(a).localeCompare(given(b), 'vi') ||
      a.displayName.localeCompare(b.displayName, 'vi'),
  );
};

const useAccounts = () => {
  const [list, setList] = useState<readonly SchoolAccount[]>();
  const [problem, setProblem] = useState<CallError>();
  const { callRegistry } = useSessionKeeper();
  const fetchList = useCallback(() => {
    setProblem(undefined);
    callRegistry(accounts, {}).then(
      (answer) => setList(inOrder(answer.accounts)),
      (error: unknown) => setProblem(callErrorOf(error)),
    );
  }, [callRegistry]);
  useEffect(fetchList, [fetchList]);
  return { list, problem, fetchList };
};

const useColumns = (own: string, onGive: (person: SchoolAccount) => void): TableColumn<SchoolAccount>[] => {
  const { t } = useTranslation(['people', 'app']);
  const whyNot = ({ account, disabled }: SchoolAccount): string =>
    disabled ? t('closed') : account === own ? t('own') : t('byOperator');
  return [
    {
      id: 'name',
      title: t('name'),
      isHeader: true,
      cell: ({ displayName, account, role }) => (
        <span translate="no">
          {displayName}
          <small className={styles.note}>
            <span>{account}</span> · <span>{t(`app:${ROLE_TEXT[role]}`)}</span>
          </small>
        </span>
      ),
    },
    {
      id: 'action',
      title: t('action'),
      cell: (person) =>
        person.canReset ? (
          <span className={styles.whole} data-screen-only="">
            <Button look="quiet" icon="key" onPress={() => onGive(person)}>
              <span aria-hidden="true">{t('give')}</span>
              <VisuallyHidden>{t('giveTo', { name: person.displayName })}</VisuallyHidden>
            </Button>
          </span>
        ) : (
          <span className={styles.quiet}>{whyNot(person)}</span>
        ),
    },
  ];
};

interface ListProps {
  readonly own: string;
  readonly onGive: (person: SchoolAccount) => void;
}

const List = ({ own, onGive }: ListProps) => {
  const { t } = useTranslation(['people', 'anyPage']);
  const { list, problem, fetchList } = useAccounts();
  const [typed, setTyped] = useState('');
  const columns = useColumns(own, onGive);
  if (problem !== undefined) {
    return <NotFetched title={t('notListed')} problem={problem} onAgain={fetchList} />;
  }
  if (list === undefined) return <p>{t('anyPage:opening')}</p>;
  const found = list.filter(
    ({ displayName, account }) => matchesSearch(displayName, typed) || account.startsWith(typed.trim()),
  );
  return (
    <>
      <div className={styles.search} data-screen-only="">
        <TextField label={t('find')} type="search" value={typed} onChange={setTyped} />
      </div>
      {found.length === 0 ? (
        <p role="status">{t('nobody')}</p>
      ) : (
        <Table caption={t('listLabel')} columns={columns} rows={found} keyOf={({ account }) => account} />
      )}
    </>
  );
};

/** A head gives colleagues of the own school who forgot their password a temporary one, on a slip that is shown once. */
export const PasswordsPage = () => {
  const { t } = useTranslation('people');
  const { me } = useSession();
  const [asked, setAsked] = useState<SchoolAccount>();
  const [given, setGiven] = useState<{ readonly password: TemporaryPassword; readonly at: string }>();
  if (me === null) return null;
  const onGiven = (password: TemporaryPassword) => {
    setAsked(undefined);
    setGiven({ password, at: new Date().toISOString() });
  };
  return (
    <Page
      title={t('title')}
      intro={given === undefined ? t('intro') : null}
      width="read"
      hasOwnPaper={given !== undefined}
    >
      {given === undefined ? (
        <List own={me.account} onGive={setAsked} />
      ) : (
        <PasswordSlip
          given={given.password}
          at={given.at}
          by={me.displayName}
          school={me.school?.name ?? ''}
          onDone={() => setGiven(undefined)}
        />
      )}
      {asked && <AskDialog person={asked} onGiven={onGiven} onClose={() => setAsked(undefined)} />}
    </Page>
  );
};
