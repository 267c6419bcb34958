import { type SchoolYear, sheetParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useBrought } from '../../model/brought.ts';
import { usePersonName } from '../../model/names/people.ts';
import { useSubjectName } from '../../model/names/subject-name.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './classes.module.css';

/** So many at once; when these are seen, the next come up. */
const SHOWN = 20;

/** Entries that somebody brought in under the name of the person who is signed in, until the person has seen them. */
export const BroughtList = ({ year }: { readonly year: SchoolYear }) => {
  const { t } = useTranslation('classes');
  const personOf = usePersonName();
  const subjectOf = useSubjectName(year);
  const { brought, markRead } = useBrought(year);
  if (brought.length === 0) return null;
  return (
    <Banner tone="amber" icon="warning" title={t('broughtTitle')}>
      <p>{t('broughtText')}</p>
      <ul className={styles.brought}>
        {brought.slice(0, SHOWN).map(({ document, sheet, bringer, cells }) => {
          const { class: code, subject } = sheetParts(sheet);
          return (
            <li key={document}>
              <span>
                {t('broughtLine', {
                  sheet: `${code} ${subjectOf(subject, code)}`,
                  count: cells,
                  bringer: personOf(bringer),
                })}
              </span>
              <Link href={`/sheet/${year}/${sheet}`}>{t('broughtOpen')}</Link>
              <Button look="quiet" onPress={() => void markRead(document).catch(() => undefined)}>
                {t('broughtRead')}
              </Button>
            </li>
          );
        })}
      </ul>
    </Banner>
  );
};
