import { useTranslation } from 'react-i18next';
import type { RecordRow } from '../../model/records.ts';
import type { IconName } from '../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { recordStateOf, type ShownState } from './record-state.ts';

const LOOK = {
  unread: ['neutral', 'refresh'],
  open: ['neutral', 'pencil'],
  complete: ['neutral', 'check'],
  confirmed: ['neutral', 'check'],
  finalised: ['neutral', 'clock'],
  issued: ['green', 'seal'],
  'issued-elsewhere': ['neutral', 'seal'],
  'approved-elsewhere': ['neutral', 'check'],
  'pending-confirm': ['neutral', 'send'],
  'pending-finalise': ['neutral', 'send'],
} as const satisfies Record<ShownState, readonly [Tone, IconName]>;

/** Where a record stands, and in which class when it is not this one. */
export const RecordStateTag = (row: RecordRow) => {
  const { t } = useTranslation('approvals');
  const state = recordStateOf(row);
  const [tone, icon] = LOOK[state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`recordState.${state}`, { name: row.student.recordIn ?? '' })}
    </Tag>
  );
};
