import { useTranslation } from 'react-i18next';
import type { SheetProgress } from '../../model/class/progress.ts';
import type { IconName } from '../../ui/plain/strokes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import styles from './classes.module.css';

const LOOK: Record<SheetProgress['state'], { tone: Tone; icon: IconName }> = {
  unread: { tone: 'neutral', icon: 'refresh' },
  empty: { tone: 'neutral', icon: 'pencil' },
  entering: { tone: 'neutral', icon: 'pencil' },
  complete: { tone: 'green', icon: 'check' },
  closing: { tone: 'neutral', icon: 'clock' },
  closed: { tone: 'green', icon: 'lock' },
};

/** How far a sheet is, as a word; contested cells come before everything else. */
export const ProgressTag = ({ progress }: { readonly progress: SheetProgress }) => {
  const { t } = useTranslation('classes');
  if (progress.contested > 0) {
    return (
      <Tag tone="amber" icon="conflict">
        {t('state.contested', { count: progress.contested })}
      </Tag>
    );
  }
  const { tone, icon } = LOOK[progress.state];
  return (
    <span className={progress.state === 'entering' ? undefined : styles.oneLine}>
      <Tag tone={tone} icon={icon}>
        {t(`state.${progress.state}`, { done: progress.done, total: progress.total })}
      </Tag>
    </span>
  );
};
