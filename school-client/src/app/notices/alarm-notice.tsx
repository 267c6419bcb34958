import type { Me } from '@hocba/shared/contract/auth';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { useAlarms } from '../../model/alarms.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';

/** A head reads a few lines; the operator's command shows the rest. */
const SHOWN = 5;

/** Tells the head what looks wrong about accounts of the school, until it is put away. */
export const AlarmNotice = ({ me }: { readonly me: Me }) => {
  const { t } = useTranslation('app');
  const { alarms, putAway } = useAlarms(me);
  if (alarms.length === 0) return null;
  return (
    <aside aria-label={t('alarms', { count: alarms.length })} data-screen-only="">
      <Banner
        tone="amber"
        title={t('alarms', { count: alarms.length })}
        actions={<Button onPress={putAway}>{t('alarmsRead')}</Button>}
      >
        <ul translate="no">
          {alarms.slice(0, SHOWN).map(({ id, at, displayName, alarm }) => (
            <li key={id}>{t(`alarm.${alarm}`, { name: displayName, when: formatMoment(at) })}</li>
          ))}
        </ul>
        {alarms.length > SHOWN && <p>{t('alarmsMore', { count: alarms.length - SHOWN })}</p>}
      </Banner>
    </aside>
  );
};
