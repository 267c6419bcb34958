import { useTranslation } from 'react-i18next';
import type { RecordCounts } from '../../model/class/classes.ts';
import type { IconName } from '../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

const LOOK = [
  ['issued', 'green', 'seal'],
  ['finalised', 'neutral', 'clock'],
  ['confirmed', 'amber', 'check'],
  ['complete', 'amber', 'check'],
] as const satisfies readonly (readonly [keyof RecordCounts, Tone, IconName])[];

/** How far the records of a class are: the furthest state any of them has reached, and those that wait for the head. */
export const RecordsTag = ({ counts }: { readonly counts: RecordCounts }) => {
  const { t } = useTranslation('classes');
  if (counts.unread > 0) {
    return (
      <Tag tone="neutral" icon="refresh">
        {t('recordState.unread')}
      </Tag>
    );
  }
  const found = LOOK.find(([state]) => counts[state] > 0);
  if (found === undefined) {
    return (
      <Tag tone="neutral" icon="pencil">
        {t('recordState.none')}
      </Tag>
    );
  }
  const [state, tone, icon] = found;
  const isHiding = counts.confirmed > 0 && state !== 'confirmed';
  return (
    <>
      <Tag tone={tone} icon={icon}>
        {t(`recordState.${state}`, { done: counts[state], total: counts.total })}
      </Tag>
      {isHiding && (
        <Tag tone="amber" icon="clock">
          {t('recordState.waiting', { count: counts.confirmed })}
        </Tag>
      )}
    </>
  );
};
