interface Problem {
  /** HTTP status at the edge. */
  readonly status: number;
  /** English title; the screen shows its own text by code. */
  readonly title: string;
  /** Whether the same request may succeed later without a change. */
  readonly retry: boolean;
}

/** Every error code of the whole system. A retired code is never given a new meaning. */
export const PROBLEMS = {
  // requests
  INVALID_INPUT: { status: 400, title: 'The input does not fit its schema', retry: false },
  MALFORMED_JSON: { status: 400, title: 'The body is not strict JSON', retry: false },
  BODY_TOO_LARGE: { status: 413, title: 'The body is too large', retry: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Only application/json is taken', retry: false },
  NOT_FOUND: { status: 404, title: 'Nothing is here', retry: false },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The method is not allowed here', retry: false },
  RATE_LIMITED: { status: 429, title: 'Too many requests', retry: true },
  OVERLOADED: { status: 503, title: 'The registry is busy', retry: true },
  INTERNAL: { status: 500, title: 'Something went wrong inside', retry: true },
  // people
  SIGN_IN_FAILED: { status: 401, title: 'Account or password is wrong', retry: false },
  SIGN_IN_LOCKED: { status: 429, title: 'Too many failed sign-ins; wait', retry: true },
  TOKEN_MISSING: { status: 401, title: 'An access token is needed', retry: false },
  TOKEN_INVALID: { status: 401, title: 'The access token is not valid', retry: false },
  TOKEN_EXPIRED: { status: 401, title: 'The access token has expired', retry: false },
  SESSION_ENDED: { status: 401, title: 'The session has ended', retry: false },
  ACCOUNT_CLOSED: { status: 401, title: 'The school has closed the account', retry: false },
  CROSS_SITE: { status: 403, title: 'The request comes from another site', retry: false },
  PASSWORD_CHANGE_REQUIRED: {
    status: 403,
    title: 'The temporary password must be changed first',
    retry: false,
  },
  PASSWORD_TOO_WEAK: {
    status: 400,
    title: 'The new password is too short or too easy to guess',
    retry: false,
  },
  READ_LIMIT: { status: 429, title: 'Too many different pupils were looked up in a day', retry: true },
  FORBIDDEN: { status: 403, title: 'The account may not do this', retry: false },
  ACCOUNT_EXISTS: { status: 409, title: 'The account exists already', retry: false },
  ACCOUNT_UNKNOWN: { status: 404, title: 'No such account', retry: false },
  // families
  CONTACT_INVALID: { status: 400, title: 'Neither a mobile phone number nor a mail address', retry: false },
  CODE_WRONG: { status: 403, title: 'The one-time code is wrong', retry: false },
  CODE_OVER: { status: 403, title: 'The one-time code has ended; ask for another', retry: false },
  PIN_WRONG: { status: 403, title: 'The PIN is wrong', retry: false },
  PIN_TOO_EASY: { status: 400, title: 'The PIN is too easy to guess', retry: false },
  PIN_TAKEN: { status: 409, title: 'Another account of this phone has this PIN', retry: false },
  SLIP_REFUSED: { status: 403, title: 'Code, pupil and birth date do not fit together', retry: false },
  RELATION_NOT_STATED: { status: 400, title: 'The relation to the child is missing', retry: false },
  SHARE_YEARS: { status: 400, title: 'A share needs school years that are signed', retry: false },
  CHILD_AGREEMENT_MISSING: { status: 400, title: 'The child’s own agreement is missing', retry: false },
  TOO_MANY_SHARES: { status: 409, title: 'Too many shares of this child are open', retry: false },
  TOO_LATE: { status: 409, title: 'It has taken effect already', retry: false },
  DEPUTY_WITHOUT_END: { status: 400, title: 'A deputy needs a last day', retry: false },
  DATE_OVER: { status: 400, title: 'The last day is over or before the first', retry: false },
  SECOND_PERSON_MISSING: { status: 403, title: 'A second person of the school must decide', retry: false },
  ALREADY_LINKED: { status: 409, title: 'The account has this child already', retry: false },
  // storage
  WRITE_CONFLICT: { status: 409, title: 'Somebody else wrote at the same time', retry: true },
  DUPLICATE: { status: 409, title: 'It exists already', retry: false },
  STORAGE_FULL: { status: 507, title: 'The disk is full', retry: true },
  SUBMISSION_FORGED: {
    status: 500,
    title: 'A row of the submission log is not as this registry wrote it',
    retry: false,
  },
  PUPIL_ALTERED: { status: 409, title: 'The row of a pupil was edited past the registry', retry: false },
  // replication
  CLIENT_TOO_NEW: { status: 400, title: 'The document version is newer than this registry', retry: true },
  DOCUMENT_MALFORMED: { status: 400, title: 'The document does not fit its schema', retry: false },
  AUTHOR_MISMATCH: { status: 403, title: 'The author is not the signed-in account', retry: false },
  OUT_OF_SCOPE: { status: 403, title: 'The sheet or class is not in the account’s scope', retry: false },
  NOT_A_SYNC_DOCUMENT: {
    status: 403,
    title: 'Devices send only upward documents of generation 1',
    retry: false,
  },
  SCHOOL_YEAR_UNKNOWN: { status: 403, title: 'The school has no such school year here', retry: true },
  QUOTA_USED_UP: { status: 429, title: 'The account has sent as much as it may in one day', retry: true },
  // verdicts on what was sent
  CELL_CONTESTED: { status: 409, title: 'Another value was accepted first', retry: false },
  CELL_CROWDED: { status: 409, title: 'Too many values wait beside the cell already', retry: false },
  BROUGHT_BY_OTHER: {
    status: 409,
    title: 'Another account brought it under its author’s name',
    retry: false,
  },
  SHEET_CLOSED: { status: 409, title: 'The sheet is closed', retry: false },
  SHEET_NOT_COMPLETE: { status: 409, title: 'The sheet still lacks marks', retry: false },
  SHEET_CONTESTED: { status: 409, title: 'The sheet has contested cells', retry: false },
  APPROVAL_STALE: { status: 409, title: 'What was approved has changed since', retry: false },
  RECORD_NOT_COMPLETE: { status: 409, title: 'The record still has open points', retry: false },
  RECORD_NOT_SIGNABLE: { status: 409, title: 'The record has something that cannot be signed', retry: false },
  ACTION_NOT_ALLOWED: { status: 409, title: 'The record’s state does not allow this', retry: false },
  STUDENT_UNKNOWN: { status: 404, title: 'The pupil is not in this class', retry: false },
  COLUMN_UNKNOWN: { status: 400, title: 'The sheet has no such column', retry: false },
  // rules
  MARK_OUT_OF_RANGE: { status: 400, title: 'A mark is from 0 to 10', retry: false },
  MARK_TOO_PRECISE: { status: 400, title: 'A mark has at most one decimal', retry: false },
  MARK_WRONG_KIND: { status: 400, title: 'The subject is not marked this way', retry: false },
  MARK_AMBIGUOUS: { status: 400, title: 'A mark can be read in two ways: 05 is 5 or 0,5', retry: false },
  CLASS_NOT_TEXT: {
    status: 400,
    title:
      'The spreadsheet made a date or a number of a class name: set the cells to Text and write it again',
    retry: false,
  },
  MARK_MISSING: { status: 400, title: 'A mark is missing', retry: false },
  MARK_ABSENT: { status: 400, title: 'The pupil was absent and the test is not made up', retry: false },
  CONDUCT_MISSING: { status: 400, title: 'Conduct is not entered', retry: false },
  ABSENCES_MISSING: { status: 400, title: 'Absences are not entered', retry: false },
  SHEET_OPEN: { status: 409, title: 'A sheet is not closed yet', retry: false },
  SUBJECT_UNKNOWN: { status: 400, title: 'The subject is not in the curriculum', retry: false },
  RULES_UNKNOWN: {
    status: 400,
    title: 'No regulation is known for this grade and school year',
    retry: false,
  },
  ELECTIVES_TOO_FEW: { status: 409, title: 'The pupil takes fewer than four electives', retry: false },
  ELECTIVES_TOO_MANY: { status: 409, title: 'The pupil takes more than four electives', retry: false },
  LIFT_AMBIGUOUS: { status: 409, title: 'The two readings of the one-subject lift differ', retry: false },
  // re-tests, missing tests, movers
  RETEST_NOT_FAILED: {
    status: 409,
    title: 'The subject is not failed, so it is not re-tested',
    retry: false,
  },
  RETEST_TWICE: { status: 409, title: 'The subject is registered for a re-test already', retry: false },
  RETEST_NOT_REGISTERED: { status: 409, title: 'The subject is not registered for a re-test', retry: false },
  RETEST_PENDING: { status: 409, title: 'A registered re-test has no result yet', retry: false },
  SUMMER_OPEN: { status: 409, title: 'The result of the summer is not known yet', retry: false },
  SUMMER_NOT_ASKED: { status: 409, title: 'Nobody is asked for this in the summer', retry: false },
  BOTH_FAILED: {
    status: 409,
    title: 'Learning and conduct both failed; the circular can be read in two ways',
    retry: false,
  },
  DECISION_NEEDED: { status: 409, title: 'A person must decide', retry: false },
  REASON_MISSING: { status: 400, title: 'A decision lacks its reason', retry: false },
  EMPTY_BY_RIGHT: {
    status: 409,
    title: 'The pupil is exempt or not assessed, so nothing stands here',
    retry: false,
  },
  TERM_TWICE: { status: 409, title: 'Two schools give different results for one term', retry: false },
  TERM_MISSING: { status: 409, title: 'No school gives a result for a term', retry: false },
  ELECTIVE_CHANGED: { status: 409, title: 'The pupil changed an elective subject', retry: false },
  LANGUAGE_CHANGED: {
    status: 409,
    title: 'The pupil’s foreign language differs between the schools',
    retry: false,
  },
  LANGUAGE_UNKNOWN: { status: 400, title: 'No such foreign language in the curriculum', retry: false },
  REGULAR_MARKS_EXTRA: {
    status: 409,
    title: 'There are more regular marks than the term asks for',
    retry: false,
  },
  REGULAR_MARKS_FULL: { status: 409, title: 'There is no column left for a regular mark', retry: false },
  PERIODS_INVALID: { status: 400, title: 'Periods a year must be a positive number', retry: false },
  LEVEL_MISSING: { status: 400, title: 'A level is not entered', retry: false },
  LEVEL_WRONG_KIND: { status: 400, title: 'This is not a level of the column', retry: false },
  TEST_MISSING: { status: 400, title: 'The score of a periodic test is missing', retry: false },
  TEST_NOT_HELD: { status: 400, title: 'No periodic test is held here', retry: false },
  TEST_OUT_OF_RANGE: {
    status: 400,
    title: 'The score of a periodic test is outside its scale',
    retry: false,
  },
  TEST_NOT_WHOLE: { status: 400, title: 'The score of a periodic test is a whole number', retry: false },
  TEST_UNUSUAL: { status: 409, title: 'A test and the level beside it do not fit together', retry: false },
  // calendar
  CALENDAR_UNKNOWN: { status: 400, title: 'The holidays of this year are not known', retry: false },
  DAY_NOT_ANNOUNCED: {
    status: 409,
    title: 'Whether a day is a working day is not announced yet',
    retry: false,
  },
  DEADLINE_PAUSED: { status: 409, title: 'The clock stands still until the file is complete', retry: false },
  PAUSE_INVALID: { status: 400, title: 'A pause ends before it begins', retry: false },
  WORKING_DAYS_INVALID: {
    status: 400,
    title: 'A number of working days is whole and not negative',
    retry: false,
  },
  YEAR_FRAME_UNKNOWN: { status: 400, title: 'No plan is known for this school year', retry: false },
  PROVINCE_FRAME_UNKNOWN: {
    status: 400,
    title: 'The province’s own plan of the school year is not known',
    retry: false,
  },
  TERM_UNKNOWN: { status: 400, title: 'Which term a day belongs to is not known', retry: false },
  DATE_OUTSIDE_YEAR: { status: 400, title: 'The day is outside the school year', retry: false },
  DATE_UNREADABLE: { status: 400, title: 'The text is no date', retry: false },
  // identifiers
  PERSONAL_ID_MALFORMED: { status: 400, title: 'A personal number has exactly 12 digits', retry: false },
  PERSONAL_ID_PLACE_UNKNOWN: {
    status: 409,
    title: 'The place in the personal number is not known',
    retry: false,
  },
  PERSONAL_ID_SEX_DIFFERS: { status: 409, title: 'The personal number tells another sex', retry: false },
  PERSONAL_ID_YEAR_DIFFERS: {
    status: 409,
    title: 'The personal number tells another year of birth',
    retry: false,
  },
  STUDENT_CODE_MALFORMED: { status: 400, title: 'This is no pupil code', retry: false },
  RECORD_NUMBER_MALFORMED: { status: 400, title: 'This is no learning record number', retry: false },
  CODE_NOT_FINAL: { status: 409, title: 'The new code is itself a temporary one', retry: false },
  CODE_ALREADY_FINAL: { status: 409, title: 'The pupil has a final code already', retry: false },
  CODE_TAKEN: { status: 409, title: 'Another pupil has this code', retry: false },
  IDENTITY_DIFFERS: { status: 409, title: 'Two records of one pupil tell different numbers', retry: false },
  SCHOOL_SUCCESSOR_CYCLE: {
    status: 409,
    title: 'The successors of a school lead back to itself',
    retry: false,
  },
  SCHOOL_CLOSED: { status: 404, title: 'The school is closed and has no successor', retry: false },
  SCHOOL_SPLIT: { status: 409, title: 'The school has more than one successor', retry: false },
  // text
  NUMBER_UNREADABLE: { status: 400, title: 'The text is no number', retry: false },
  NUMBER_TOO_PRECISE: { status: 400, title: 'The number has too many decimals', retry: false },
  NAME_PARTS_UNFIT: { status: 400, title: 'The given name is not a part of the name', retry: false },
  TEXT_OLD_FONT: { status: 400, title: 'The text is in an old font (TCVN3, VNI)', retry: false },
  TEXT_NOT_PLAIN: { status: 400, title: 'The text has characters that cannot stand in it', retry: false },
  TEXT_TOO_LONG: { status: 400, title: 'The text is too long', retry: false },
  TEXT_NOT_LATIN: {
    status: 400,
    title: 'The text has letters of a script that no language of Vietnam has',
    retry: false,
  },
  NAME_NOT_LATIN: { status: 400, title: 'The name has letters of another script', retry: false },
  NAME_IS_LOGIN: { status: 400, title: 'The name is a login and no person’s name', retry: false },
  BIRTH_DATE_IMPOSSIBLE: { status: 400, title: 'Nobody born then can be a pupil this year', retry: false },
  // look-up
  LOOKUP_REFUSED: { status: 404, title: 'The data or the code do not fit', retry: false },
  LOOKUP_LOCKED: { status: 429, title: 'Too many failed look-ups; wait', retry: true },
  GRANT_UNKNOWN: { status: 404, title: 'The look-up has ended', retry: false },
  // messages
  CHANNEL_MISSING: { status: 503, title: 'This registry has no sender for the channel', retry: false },
  MESSAGE_NOT_SENT: { status: 503, title: 'The message could not be sent', retry: true },
  MESSAGE_REFUSED: { status: 409, title: 'The number or mail address takes no messages', retry: false },
  // transfers
  TRANSFER_UNKNOWN: { status: 404, title: 'No such transfer', retry: false },
  TRANSFER_OPEN: { status: 409, title: 'Another transfer of this pupil is under way', retry: false },
  TRANSFER_CHANGED: { status: 409, title: 'Somebody else acted on the transfer meanwhile', retry: false },
  TRANSFER_SAME_SCHOOL: { status: 409, title: 'The pupil studies at this school already', retry: false },
  TRANSFER_CLASS_UNFIT: {
    status: 409,
    title: 'The class does not fit the pupil’s grade and school year',
    retry: false,
  },
  SUPPLEMENT_ASKED_ALREADY: {
    status: 409,
    title: 'A supplement was asked for in this step already',
    retry: false,
  },
  MESSAGE_NOT_FAILED: { status: 409, title: 'Nothing is left to do about the message', retry: false },
  GATEWAY_UNKNOWN: { status: 401, title: 'The token is not that of the gateway', retry: false },
  // identity providers
  IDENTITY_REFUSED: { status: 403, title: 'The identity provider did not confirm the person', retry: false },
  IDENTITY_AWAY: { status: 503, title: 'The identity provider does not answer', retry: true },
  // rescue files
  RESCUE_UNREADABLE: { status: 400, title: 'The file is no whole rescue file', retry: false },
  RESCUE_TOO_NEW: { status: 400, title: 'The rescue file is of a newer version', retry: false },
  // import
  FILE_UNREADABLE: { status: 400, title: 'The file cannot be read as .xlsx', retry: false },
  FILE_TOO_LARGE: { status: 413, title: 'The file is larger than an import takes', retry: false },
  FILE_OLD_EXCEL: { status: 400, title: 'The file is an old .xls; save it as .xlsx', retry: false },
  FILE_PROTECTED: {
    status: 400,
    title: 'The file is protected with a password; save it without one',
    retry: false,
  },
  HEADER_MISSING: { status: 400, title: 'A required column is missing', retry: false },
  HEADER_TWICE: { status: 400, title: 'Two columns have the same meaning', retry: false },
  MARKS_LEFT_BEHIND: {
    status: 409,
    title: 'The new class is not taught this subject; its marks stay in the old class',
    retry: false,
  },
  STUDENT_MOVED: { status: 409, title: 'The pupil is in another class now', retry: false },
  ROW_INVALID: { status: 400, title: 'A row does not fit', retry: false },
  CELL_UNREADABLE: {
    status: 400,
    title: 'A cell holds an error, a formula without a result or a percentage',
    retry: false,
  },
  SHEET_CONTRADICTS: { status: 400, title: 'The sheet says that it is something else', retry: false },
  SHEET_AMBIGUOUS: { status: 400, title: 'Several sheets of the file fit', retry: false },
  SHEET_HIDDEN: { status: 400, title: 'The sheet that would be read is hidden', retry: false },
  SHEET_UNKNOWN: { status: 400, title: 'The file has no sheet of this name', retry: false },
  CELL_MERGED: { status: 400, title: 'The mark stands in a cell merged over several', retry: false },
  HEADINGS_DIFFER: { status: 400, title: 'The headings differ from those above', retry: false },
  HEADER_SPANS: {
    status: 400,
    title: 'A heading stands over two columns that both hold something',
    retry: false,
  },
  COLUMN_NOT_OF_SHEET: {
    status: 400,
    title: 'A column looks like marks and is not of this sheet',
    retry: false,
  },
  ROW_WITHOUT_CODE: { status: 400, title: 'A row holds marks or a pupil without a code', retry: false },
  IMPORT_UNACCOUNTED: {
    status: 500,
    title: 'The import cannot say what became of every cell; nothing was written',
    retry: false,
  },
  ROW_TWICE: { status: 400, title: 'Two rows are about the same pupil', retry: false },
  IDENTITY_UNCONFIRMED: {
    status: 409,
    title: 'The pupil of this code is held as somebody else',
    retry: false,
  },
  IDENTITY_NOT_OURS: { status: 409, title: 'Another school holds this pupil as somebody else', retry: false },
  NAME_SPELLED_OTHERWISE: { status: 409, title: 'The name is held in another spelling', retry: false },
  STUDENT_ELSEWHERE: {
    status: 409,
    title: 'The pupil studies at another school this year and comes by a transfer',
    retry: false,
  },
  SUBJECT_TAKEN: { status: 409, title: 'The subject has its teacher already', retry: false },
  ETHNICITY_UNUSUAL: { status: 409, title: 'No list names an ethnic group like this', retry: false },
  IDENTITY_NOT_LISTED: { status: 400, title: 'The list has no pupil of this code', retry: false },
  PERSONAL_ID_HELD: {
    status: 409,
    title: 'Another pupil has this personal number (the number, the code of that pupil)',
    retry: false,
  },
  NAME_RUN_TOGETHER: {
    status: 409,
    title: 'Two words of this name stand without a blank between them',
    retry: false,
  },
  NAME_ONE_WORD: { status: 409, title: 'This name is one word', retry: false },
  STATUS_DAY_OUTSIDE: {
    status: 409,
    title: 'The day of coming or leaving is still to come or not of this school year',
    retry: false,
  },
  PERSON_TWICE: { status: 409, title: 'This may be one person under two codes', retry: false },
  AGE_UNUSUAL: { status: 409, title: 'The age is unusual for the grade', retry: false },
  CLASS_TOO_LARGE: { status: 400, title: 'A class holds 200 pupils at most', retry: false },
  CLASS_UNKNOWN: { status: 404, title: 'No such class in this school year', retry: false },
  SCHOOL_UNKNOWN: { status: 404, title: 'No such school', retry: false },
  // issuing
  KEY_MISSING: { status: 503, title: 'No signing key', retry: false },
  INTENT_STALE: { status: 409, title: 'The record changed after it was finalised', retry: false },
  SELF_CHECK_FAILED: { status: 500, title: 'The registry’s own signature does not verify', retry: false },
  ISSUING_STOPPED: { status: 503, title: 'Issuing is stopped until a person decides', retry: false },
} as const satisfies Record<string, Problem>;

/** A code of the catalogue. */
export type ProblemCode = keyof typeof PROBLEMS;

/**
 * An error with a code of the catalogue; `detail` is for people who operate the registry and holds no
 * personal data.
 */
export class RegistryError extends Error {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail?: string, retryAfterSeconds?: number) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'RegistryError';
    this.code = code;
    this.detail = detail;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
