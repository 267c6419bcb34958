import { CONSENT_CODE_HOURS } from '@hocba/shared/contract/look-up';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../../i18n/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Slip } from '../../ui/paper/slip.tsx';
import { inGroups } from '../../ui/plain/code-groups.ts';
import type { Choice } from './picker.tsx';

/** The text of a slip. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: string;
  readonly student: Choice;
  readonly school: Choice;
}

/** By the clock of the registry, which the device's may differ from. */
const issuedAt = (expiresAt: string): string =>
  new Date(Date.parse(expiresAt) - CONSENT_CODE_HOURS * 3_600_000).toISOString();

interface ConsentSlipProps {
  readonly issued: IssuedCode;
  /** The issuing school. */
  readonly from: string;
  /** The name of the person who issued it. */
  readonly by: string;
  readonly onAnother: () => void;
}

/** The slip for the family: the code large, for which school, until when, once. */
export const ConsentSlip = ({ issued, from, by, onAnother }: ConsentSlipProps) => {
  const { t } = useTranslation('lookUp');
  const { code, student, school, expiresAt } = issued;
  // Of a pupil that no list here knows there is only the code.
  const named = student.name.includes(student.code)
    ? []
    : [[t('consent.slip.student'), student.name] as const];
  return (
    <Slip
      once={{ title: t('consent.once'), help: t('consent.onceHelp') }}
      title={t('consent.slip.title')}
      secret={{ label: t('consent.slip.code'), text: inGroups(code) }}
      lines={[
        ...named,
        [t('consent.slip.studentCode'), student.code],
        [t('consent.slip.from'), from],
        [t('consent.slip.to'), `${school.name} (${school.note})`],
        [t('consent.slip.until'), formatMoment(expiresAt)],
      ]}
      issued={{ by, at: issuedAt(expiresAt) }}
      advice={[t('consent.slip.single'), t('consent.slip.give'), t('consent.slip.revoke')]}
      print={t('consent.print')}
      then={
        <Button icon="key" onPress={onAnother}>
          {t('consent.another')}
        </Button>
      }
    />
  );
};
