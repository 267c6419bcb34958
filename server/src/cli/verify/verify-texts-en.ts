import { BUNDLE_STEP_NAMES, STEP_NAMES } from '@hocba/shared/credential/verify/verdict';
import { WORST_FIRST } from '@hocba/shared/credential/verify/verdict-table';
import { EN as WORDS } from '@hocba/shared/credential/words/en';
import type { VerifyTexts } from './verify-words.ts';

const USAGE = `Usage: hocba verify FILE|- [--json] [--offline] [--trust FILE] [--root THUMBPRINT] [--at TIME]

Verifies a signed record (compact text), a link with one, a bundle (.hocba.json), or a confirmation of enrolment;
all are read as the verify page reads them. - reads standard input. Nothing is ever fetched: --offline is taken and
changes nothing. Times are shown in Vietnam time.
  --trust FILE  the trust list to believe; otherwise TRUST_LIST_FILE, if it is there. The list inside a bundle is
                used only when the same root signed it and it is newer. The newest list seen of each root is kept in
                STATE_FOLDER and used in place of an older one.
  --root THUMBPRINT
                the root to believe from now on for the issuer of the list. Without it the root that came first stays
                pinned, and a list of another root is not believed.
  --at TIME     as of this time: 2026-06-10T02:30:15Z, 2026-06-10T09:30:15+07:00, or as pages show it in Vietnam time:
                '09:30 10/06/2026'
  --json        the whole answer as JSON, with times in UTC
Exit codes: 0 valid, 1 invalid, 2 cannot be verified (half a copy too), no record at all (NOT_A_RECORD) or a file that
cannot be read, 3 superseded, revoked or expired, 64 wrong usage, 70 internal.
A text may hold words around the record, and several records, which are also held against each other.`;

const LISTS: Readonly<Record<Parameters<VerifyTexts['list']>[0], string>> = {
  given: 'Trust list',
  bundle: 'Trust list: the newer one inside the bundle, signed by the root of',
  none: 'No usable trust list, looked for',
};

/** Verdicts and steps stand on an English terminal by their names in --json, which scripts look for. */
const asWritten = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

/** The English words of `hocba verify`. */
export const EN: VerifyTexts = {
  usage: USAGE,
  verdicts: asWritten(WORST_FIRST),
  steps: asWritten([...STEP_NAMES, 'validity' as const, ...BUNDLE_STEP_NAMES]),
  outcomes: { ok: 'ok', warning: 'warning', failed: 'failed', unknown: 'unknown' },
  codes: WORDS.code,
  kind: (kind) => `It ${WORDS.kind[kind]}.`,
  beside: ({ name, about = [] }, since) => {
    if (name === 'status')
      return since === undefined ? 'revocation not checked' : `revocation not checked since ${since}`;
    if (name === 'years' && about.length > 0) return `incomplete: no ${about.join(', no ')}`;
    return `${name} not known`;
  },
  list: (used, file, moment) => `${LISTS[used]} ${file}, as of ${moment} (Vietnam time)`,
  newerThan: (file) => `It is newer than ${file}, which is of the same root.`,
  root: (thumbprint, pinnedFor) =>
    pinnedFor === undefined
      ? `Root: ${thumbprint}`
      : `Root: ${thumbprint}\nIt is the first root seen for ${pinnedFor} and pinned now: compare it with what the issuer announces.`,
  otherRoot: (first, now, issuer) => [
    `Another root than at first for ${issuer}: its trust list is not believed.`,
    `  at first  ${first}`,
    `  now       ${now}`,
    'If the issuer announced the new root and its thumbprint is this one, name it with --root to believe it from now on.',
  ],
  empty: 'The file holds no record: nothing was verified. Ask the school for the file again.',
  whole: 'The file as a whole:',
  record: (number) => `Record ${number}`,
  subject: ({ student, school, year, class: className, revision }) =>
    `${student.name} (${student.code}), ${className}, ${year}, ${school.name}, revision ${revision}`,
  issued: (moment, issuer) => `issued ${moment} (Vietnam time) by ${issuer}`,
  confirmations: WORDS.confirmation,
  enrolled: ({ student, school, class: className, from, until }) =>
    `${student.name} (${student.birthDate}), ${className} of ${school.name}, ${from} to ${until}`,
  validUntil: (moment, issuer) => `good until ${moment} (Vietnam time), signed by ${issuer}`,
  cannotRead: (path) => `${path} cannot be read`,
  atWanted: "--at takes a time as 2026-06-10T02:30:15Z or '09:30 10/06/2026' (Vietnam time)",
  fileWanted: 'verify takes one file',
  rootWanted:
    '--root takes the whole thumbprint of a root: 43 letters, with blanks between groups or without',
  notKept: (file, why) =>
    `The trust list could not be kept in ${file}: ${why}\nUntil it can, an older list of this root that is put in its place is not noticed.`,
};
