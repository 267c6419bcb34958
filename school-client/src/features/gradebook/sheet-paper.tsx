import { sheetLookOf } from '@hocba/shared/regulations/sheet-looks';
import { HOMEROOM, type SchoolYear } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { usePersonName } from '../../model/names/people.ts';
import type { Sheet } from '../../model/sheet/sheet.ts';
import { Signatures } from '../../transcript/signatures.tsx';
import styles from './sheet-paper.module.css';

/** The person who answers for the sheet: of the homeroom sheet the homeroom teacher, else the one who teaches. */
const useTeacher = ({ classList, place }: Sheet): string | undefined => {
  const personOf = usePersonName();
  const taught = classList.subjects.find(({ subject }) => subject === place.subject);
  const account = place.subject === HOMEROOM ? classList.homeroom : taught?.teacher;
  return account ? personOf(account) : undefined;
};

interface SheetHeadProps {
  readonly year: SchoolYear;
  readonly sheet: Sheet;
  readonly names: { readonly subject: string; readonly name: string; readonly term: string };
}

/** On paper, below the school's name: whose sheet this is, and whether it is closed. */
export const SheetHead = ({ year, sheet, names }: SheetHeadProps) => {
  const { t } = useTranslation(['gradebook', 'anyPage']);
  const teacher = useTeacher(sheet);
  const { closed } = sheet.folded.state;
  const facts: [string, string][] = [
    [t('paper.year'), year],
    [t('paper.class'), names.name],
    // The homeroom book is no subject, and the page's title names it.
    ...(sheet.place.subject === HOMEROOM ? [] : [[t('paper.subject'), names.subject] as [string, string]]),
    [t('paper.term'), names.term],
    [t('paper.teacher'), teacher ?? '…'],
    [t('paper.state'), closed ? t('paper.closed', { when: formatMoment(closed.at) }) : t('paper.open')],
  ];
  return (
    <dl className={styles.paper} data-print-only="">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** On paper: the places where the head and the teacher sign by hand. */
export const SheetSignatures = ({ sheet }: { readonly sheet: Sheet }) => {
  const name = useTeacher(sheet);
  const { place } = sheet;
  const role = place.subject === HOMEROOM ? 'homeroom' : sheetLookOf(place).teacher;
  return <Signatures as={role} name={name} />;
};
