/** @jsxImportSource preact */
import type { Look } from '@hocba/shared/contract/family/child';
import { shortDayIn, timeIn } from '../i18n/date-formats.ts';
import type { IconName } from '../ui/plain/strokes.ts';
import { Icon } from './parts.tsx';
import type { FamilyWords } from './words.ts';

/** How an act of the audit is drawn and called. */
const ACTS = {
  'bundle.read': ['eye', 'bundleRead'],
  'lookup.granted': ['search', 'lookupGranted'],
  'lookup.refused': ['warning', 'lookupRefused'],
  'consent.issued': ['key', 'consentIssued'],
  'consent.revoked': ['close', 'consentRevoked'],
  'link-code.issued': ['print', 'slipIssued'],
  'link-code.refused': ['warning', 'slipRefused'],
  'guardian.linked': ['people', 'guardianLinked'],
  'guardian.read': ['people', 'guardianRead'],
  'share.made': ['share', 'shareMade'],
  'share.stopped': ['close', 'shareStopped'],
  'share.objected': ['conflict', 'shareObjected'],
  'share.settled': ['people', 'shareSettled'],
  'share.opened': ['share', 'shareOpened'],
  'share.refused': ['warning', 'shareRefused'],
  'share.kept': ['download', 'shareKept'],
  'lookup.asked': ['search', 'lookupAsked'],
  'lookup.declined': ['warning', 'lookupDeclined'],
  'transfer.filed': ['send', 'transferFiled'],
  'transfer.read': ['eye', 'transferRead'],
  'review.read': ['eye', 'reviewRead'],
  'transfer.accept': ['check', 'transferAccepted'],
  'transfer.refuse': ['close', 'transferRefused'],
  'transfer.release': ['send', 'transferReleased'],
  'transfer.place': ['people', 'transferPlaced'],
  'transfer.agree': ['check', 'transferAgreed'],
  'transfer.object': ['conflict', 'transferObjected'],
  'transfer.settle': ['people', 'transferSettled'],
  'guardian.renewed': ['people', 'guardianRenewed'],
  'guardian.ended': ['close', 'guardianEnded'],
  'guardian.rights-set': ['people', 'rightsSet'],
  'enrolment.confirmed': ['seal', 'enrolmentConfirmed'],
  'pool.settled': ['search', 'poolSettled'],
  'record-slip.issued': ['print', 'recordSlipIssued'],
  'record-slip.opened': ['eye', 'recordSlipOpened'],
  'record-slip.refused': ['warning', 'recordSlipRefused'],
} as const satisfies Readonly<Record<string, readonly [IconName, string]>>;

const actOf = (act: string): readonly [IconName, (typeof ACTS)[keyof typeof ACTS][1] | 'other'] =>
  Object.hasOwn(ACTS, act) ? ACTS[act as keyof typeof ACTS] : ['eye', 'other'];

/** A look's act in words. */
export const actText = ({ act }: Look, { t }: FamilyWords): string => t(`looked.act.${actOf(act)[1]}`);

/** The purpose that somebody named for a look, in words; undefined where none is known. */
export const purposeText = ({ purpose }: Look, { t }: FamilyWords): string | undefined =>
  ({
    transfer: t('looked.purposes.transfer'),
    admission: t('looked.purposes.admission'),
    confirmation: t('looked.purposes.confirmation'),
  })[purpose ?? ''];

/** The person of a look: the school for staff, the person for the family, and honestly nobody where nobody can know. */
const whoOf = ({ school, person, role }: Look, { t }: FamilyWords): string =>
  school ?? person ?? (role === 'unknown' ? t('looked.someone') : t(`looked.role.${role}`));

const byWhom = ({ school, person, role }: Look, { t }: FamilyWords): string | null =>
  school === null || person === null ? null : t('looked.by', { person, role: t(`looked.role.${role}`) });

/** One line of the list of looks: person, act, purpose, time. */
export const LookLine = ({
  look,
  words,
  withDay,
  ask,
}: {
  readonly look: Look;
  readonly words: FamilyWords;
  readonly withDay: boolean;
  /** The address where a family calls the look wrong. */
  readonly ask?: string | undefined;
}) => {
  const { t, language } = words;
  const [icon] = actOf(look.act);
  const person = byWhom(look, words);
  const when = withDay ? shortDayIn(look.at, language) : timeIn(look.at, language);
  const purpose = purposeText(look, words);
  return (
    <li>
      <Icon name={icon} />
      <strong>{whoOf(look, words)}</strong>
      <time dateTime={look.at}>{when}</time>
      <small>
        {person === null ? '' : `${person}. `}
        {actText(look, words)}
        {look.times === 1
          ? '. '
          : `: ${t('looked.times', { count: look.times, time: timeIn(look.at, language) })}. `}
        {purpose === undefined ? '' : t('looked.purpose', { purpose })}
      </small>
      {ask === undefined ? null : (
        <a class="more" href={ask}>
          {t('review.look')}
        </a>
      )}
    </li>
  );
};
