import { HOMEROOM } from '@hocba/shared/school/identifiers';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../../i18n/dates.ts';
import { usePersonName } from '../../../model/names/people.ts';
import type { Sheet } from '../../../model/sheet/sheet.ts';
import { Banner } from '../../../ui/banner.tsx';
import { ContestedList } from './contested-list.tsx';
import { RefusedList } from './refused-list.tsx';

interface SheetNoticesProps {
  readonly sheet: Sheet;
  readonly mayWrite: boolean;
}

/** Why the sheet can only be read, and what waits for a person on it. */
export const SheetNotices = ({ sheet, mayWrite }: SheetNoticesProps) => {
  const { t } = useTranslation('gradebook');
  const personOf = usePersonName();
  const { state, closing } = sheet.folded;
  const isAsked = sheet.place.term === 'summer' && Object.keys(state.asked ?? {}).length > 0;
  return (
    <>
      {state.closed && (
        <div data-screen-only="">
          <Banner tone="neutral" icon="lock" title={t('closedTitle')}>
            {t('closedText', { by: personOf(state.closed.by), when: formatMoment(state.closed.at) })}
          </Banner>
        </div>
      )}
      {closing && (
        <Banner tone="neutral" icon="clock" title={t('closingTitle')}>
          {t('closingText')}
        </Banner>
      )}
      {mayWrite && isAsked && state.state === 'open' && (
        <Banner tone="neutral" icon="info" isSlim title={t('summerTitle')}>
          {t(sheet.place.subject === HOMEROOM ? 'summerTraining' : 'summerRetest')}
        </Banner>
      )}
      {!mayWrite && !state.closed && (
        <div data-screen-only="">
          <Banner tone="neutral" icon="eye" title={t('readOnlyTitle')}>
            {t('readOnlyText')}
          </Banner>
        </div>
      )}
      <ContestedList sheet={sheet} mayChoose={mayWrite && state.state === 'open'} />
      <RefusedList sheet={sheet} />
    </>
  );
};
