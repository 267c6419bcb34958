import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useSyncStatus } from '../../work/sync-status.ts';
import { useWorkspace } from '../../work/use-workspace.ts';
import { LostWork } from './lost-work.tsx';

/** Work that has been on one device only for so long is at the mercy of that device. */
const OLD_WORK_MS = 3 * 24 * 60 * 60 * 1000;

/** News for the whole page: work that was lost, cannot be opened, or has waited too long. */
export const Notices = () => {
  const { t } = useTranslation(['app', 'anyPage']);
  const { sealAndSync } = useWorkspace();
  const { unsent, since, full, newer, lost, unopened } = useSyncStatus();
  const isOld = unsent > 0 && since !== null && Date.now() - Date.parse(since) > OLD_WORK_MS;
  const isQuiet = !isOld && !full && !newer && lost.length === 0 && unopened.length === 0;
  if (isQuiet) return null;
  return (
    <aside aria-label={t('notices')} data-screen-only="">
      <LostWork />
      {unopened.length > 0 && (
        <Banner
          tone="amber"
          title={t('unopenedTitle', { years: unopened.join(', ') })}
          actions={
            <Button icon="refresh" onPress={() => location.reload()}>
              {t('anyPage:reload')}
            </Button>
          }
        >
          {t('unopenedText')}
        </Banner>
      )}
      {full && (
        <Banner tone="amber" title={t('fullTitle')}>
          {t('fullText')}
        </Banner>
      )}
      {newer && (
        <Banner tone="amber" icon="refresh" title={t('newerTitle')}>
          {t('newerText')}
        </Banner>
      )}
      {isOld && since !== null && (
        <Banner
          tone="amber"
          title={t('oldWorkTitle', { count: unsent, when: formatMoment(since) })}
          actions={
            <Button icon="send" onPress={sealAndSync}>
              {t('syncNow')}
            </Button>
          }
        >
          {t('oldWorkText')}
        </Banner>
      )}
    </aside>
  );
};
