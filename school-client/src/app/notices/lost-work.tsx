import { databaseParts } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Trace } from '../../device/traces.ts';
import { sheetOfUpward, useUpwardTitle } from '../../model/names/upward-title.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';

/** Traces of one kind of work on one thing. */
const LostAbout = ({ first, count }: { readonly first: Trace; readonly count: number }) => {
  const { t } = useTranslation('sync');
  const titleOf = useUpwardTitle();
  const sheet = sheetOfUpward(first.id);
  const title = titleOf(first.id);
  if (sheet === undefined) return <li>{title}</li>;
  const { year } = databaseParts(first.database);
  return (
    <li>
      <Link href={`/sheet/${year}/${sheet}`}>{t('lostLine', { title, count })}</Link>
    </li>
  );
};

/** Traces by what they are about: an id up to its ULID. */
const byAbout = (traces: readonly Trace[]): Map<string, Trace[]> => {
  const groups = new Map<string, Trace[]>();
  for (const trace of traces) {
    const about = `${trace.database} ${trace.id.slice(0, trace.id.lastIndexOf(':'))}`;
    groups.set(about, [...(groups.get(about) ?? []), trace]);
  }
  return groups;
};

/** Says what the browser threw away before it was sent, and where to enter it again, until the person knows. */
export const LostWork = () => {
  const { t } = useTranslation('sync');
  const { lost } = useSyncStatus();
  const { putLostAside } = useWorkspace();
  if (lost.length === 0) return null;
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
        {[...byAbout(lost)].map(
          ([about, [first, ...others]]) =>
            first && <LostAbout key={about} first={first} count={others.length + 1} />,
        )}
      </ul>
    </Banner>
  );
};
