import { type ClassCode, type SheetId, sheetParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { currentLanguage } from '../i18n/i18n.ts';
import { putLostAside } from '../model/open-years.ts';
import { subjectName } from '../model/subject-name.ts';
import { useSyncStatus } from '../model/sync-status.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

/** One thing that work was about, as its id tells: `entry:8A1:toan:hk1:<ulid>`, `confirm:8A1:<ulid>`. */
const LostAbout = ({ about, year, count }: { about: string; year: string; count: number }) => {
  const { t } = useTranslation(['sync', 'common']);
  const [kind = '', ...parts] = about.split(':');
  if (parts.length < 3) {
    const classCode = parts[0] as ClassCode;
    return <li>{t(`refusedKind.${kind as 'confirm'}`, { class: classCode })}</li>;
  }
  const sheet = parts.join(':') as SheetId;
  const { class: classCode, subject, term } = sheetParts(sheet);
  const title = t(`refusedKind.${kind as 'entry'}`, {
    class: classCode,
    subject: subjectName(subject, classCode, currentLanguage()),
    term: t(`common:${term}`),
  });
  return (
    <li>
      <Link href={`/sheet/${year}/${sheet}`}>{t('lostLine', { title, count })}</Link>
    </li>
  );
};

/** Says what the browser threw away before it was sent, and where to enter it again, until the person knows. */
export const LostWork = () => {
  const { t } = useTranslation('sync');
  const { lost } = useSyncStatus();
  if (lost.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { database, id } of lost) {
    const key = `${database.slice(-'2026-2027'.length)} ${id.slice(0, id.lastIndexOf(':'))}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (
    <Banner
      tone="red"
      title={t('lostTitle')}
      actions={
        <Button look="quiet" onPress={putLostAside}>
          {t('lostKnown')}
        </Button>
      }
    >
      <p>{t('lostText')}</p>
      <ul>
        {[...counts].map(([key, count]) => {
          const [year = '', about = ''] = key.split(' ');
          return <LostAbout key={key} year={year} about={about} count={count} />;
        })}
      </ul>
    </Banner>
  );
};
