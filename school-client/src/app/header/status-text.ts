import type { TFunction } from 'i18next';
import { formatMoment, formatTime } from '../../i18n/dates.ts';
import type { useSyncStatus } from '../../work/sync-status.ts';

/** How the work on this device stands. */
export type SyncStatus = ReturnType<typeof useSyncStatus>;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Today's moments by their time alone; older ones with their date, or they would read as today's. */
const formatWhen = (instant: string): string =>
  Date.now() - Date.parse(instant) < DAY_MS ? formatTime(instant) : formatMoment(instant);

const stateText = (t: TFunction<['app', 'anyPage']>, status: SyncStatus): string => {
  const count = status.unsent;
  switch (status.state) {
    case 'opening':
      return t('statusOpening');
    case 'unopened':
      return t('statusUnopened', { years: status.unopened.join(', ') });
    case 'saving':
      return t('statusSaving');
    case 'not-saved':
      return t('statusNotSaved');
    case 'saved-here':
      return count > 0 ? t('statusSavedHere', { count }) : t('statusNotYet');
    case 'sending':
      return t('statusSending');
    case 'synced':
      return status.syncedAt === null
        ? t('statusNotYet')
        : t('statusSynced', { when: formatWhen(status.syncedAt) });
    case 'offline':
      return count > 0 ? t('statusOffline', { count }) : t('statusOfflineNone');
    case 'refused':
      return t('statusRefused', { count: status.needsYou });
    case 'contested':
      return t('statusContested', { count: status.needsYou });
    case 'invalid':
      return t('statusInvalid', { count: status.invalid });
    case 'sign-in':
      return t('statusSignIn');
  }
};

/** States that say what a person should do, and nothing of what waits. */
const ASKING: readonly SyncStatus['state'][] = ['refused', 'contested', 'sign-in'];

/** The status in words; none of them claims more than the registry has acknowledged. */
export const statusText = (t: TFunction<['app', 'anyPage']>, status: SyncStatus): string => {
  const text = stateText(t, status);
  const { state, unsent: count } = status;
  return count > 0 && ASKING.includes(state) ? t('statusAlso', { text, count }) : text;
};

/** The status in fewer words, for the width of a phone beside a way to press; none where the words are few anyway. */
export const briefStatus = (t: TFunction<['app', 'anyPage']>, status: SyncStatus): string | undefined => {
  const { state, unsent: count } = status;
  if (count === 0) return undefined;
  if (state === 'saved-here') return t('briefSavedHere', { count });
  return state === 'offline' ? t('briefOffline', { count }) : undefined;
};
