import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../model/records.ts';
import type { IconName } from '../../ui/icon.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';

const LOOK = {
  unread: ['neutral', 'refresh'],
  open: ['neutral', 'pencil'],
  complete: ['neutral', 'check'],
  confirmed: ['neutral', 'check'],
  finalised: ['neutral', 'clock'],
  issued: ['green', 'seal'],
  'pending-confirm': ['neutral', 'send'],
  'pending-finalise': ['neutral', 'send'],
} as const satisfies Record<string, readonly [Tone, IconName]>;

/** Where a record stands; an approval of this device that the registry has not answered comes first. */
export const RecordStateTag = ({ document, pending, isUnread }: RecordRow) => {
  const { t } = useTranslation('approvals');
  const known = isUnread ? 'unread' : (document?.state ?? 'open');
  const state = pending !== null ? (`pending-${pending}` as const) : known;
  const [tone, icon] = LOOK[state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`recordState.${state}`)}
    </Tag>
  );
};
