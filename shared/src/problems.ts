interface Problem {
  /** HTTP status at the edge. */
  readonly status: number;
  /** Whether the same request may succeed later without a change. */
  readonly retry: boolean;
}

/** Every error code of the whole system. A retired code is never given a new meaning. */
export const PROBLEMS = {
  // requests
  INVALID_INPUT: { status: 400, retry: false },
  MALFORMED_JSON: { status: 400, retry: false },
  BODY_TOO_LARGE: { status: 413, retry: false },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, retry: false },
  NOT_FOUND: { status: 404, retry: false },
  METHOD_NOT_ALLOWED: { status: 405, retry: false },
  RATE_LIMITED: { status: 429, retry: true },
  OVERLOADED: { status: 503, retry: true },
  INTERNAL: { status: 500, retry: true },
  // people
  SIGN_IN_FAILED: { status: 401, retry: false },
  SIGN_IN_LOCKED: { status: 429, retry: true },
  TOKEN_MISSING: { status: 401, retry: false },
  TOKEN_INVALID: { status: 401, retry: false },
  TOKEN_EXPIRED: { status: 401, retry: false },
  SESSION_ENDED: { status: 401, retry: false },
  ACCOUNT_CLOSED: { status: 401, retry: false },
  CROSS_SITE: { status: 403, retry: false },
  PASSWORD_CHANGE_REQUIRED: { status: 403, retry: false },
  PASSWORD_TOO_WEAK: { status: 400, retry: false },
  READ_LIMIT: { status: 429, retry: true },
  FORBIDDEN: { status: 403, retry: false },
  ACCOUNT_EXISTS: { status: 409, retry: false },
  ACCOUNT_UNKNOWN: { status: 404, retry: false },
  // families
  CONTACT_INVALID: { status: 400, retry: false },
  CODE_WRONG: { status: 403, retry: false },
  CODE_OVER: { status: 403, retry: false },
  PIN_WRONG: { status: 403, retry: false },
  PIN_TOO_EASY: { status: 400, retry: false },
  PIN_TAKEN: { status: 409, retry: false },
  SLIP_REFUSED: { status: 403, retry: false },
  RELATION_NOT_STATED: { status: 400, retry: false },
  SHARE_YEARS: { status: 400, retry: false },
  CHILD_AGREEMENT_MISSING: { status: 400, retry: false },
  TOO_MANY_SHARES: { status: 409, retry: false },
  TOO_LATE: { status: 409, retry: false },
  DEPUTY_WITHOUT_END: { status: 400, retry: false },
  DATE_OVER: { status: 400, retry: false },
  SECOND_PERSON_MISSING: { status: 403, retry: false },
  ALREADY_LINKED: { status: 409, retry: false },
  NOT_ENROLLED: { status: 409, retry: false },
  TOO_MANY_CONFIRMATIONS: { status: 429, retry: true },
  // storage
  WRITE_CONFLICT: { status: 409, retry: true },
  DUPLICATE: { status: 409, retry: false },
  STORAGE_FULL: { status: 507, retry: true },
  SUBMISSION_FORGED: { status: 500, retry: false },
  PUPIL_ALTERED: { status: 409, retry: false },
  // replication
  CLIENT_TOO_NEW: { status: 400, retry: true },
  DOCUMENT_MALFORMED: { status: 400, retry: false },
  AUTHOR_MISMATCH: { status: 403, retry: false },
  OUT_OF_SCOPE: { status: 403, retry: false },
  NOT_A_SYNC_DOCUMENT: { status: 403, retry: false },
  SCHOOL_YEAR_UNKNOWN: { status: 403, retry: true },
  QUOTA_USED_UP: { status: 429, retry: true },
  // verdicts on what was sent
  CELL_CONTESTED: { status: 409, retry: false },
  CELL_CROWDED: { status: 409, retry: false },
  BROUGHT_BY_OTHER: { status: 409, retry: false },
  SHEET_CLOSED: { status: 409, retry: false },
  SHEET_NOT_COMPLETE: { status: 409, retry: false },
  SHEET_CONTESTED: { status: 409, retry: false },
  APPROVAL_STALE: { status: 409, retry: false },
  RECORD_NOT_COMPLETE: { status: 409, retry: false },
  RECORD_NOT_SIGNABLE: { status: 409, retry: false },
  ACTION_NOT_ALLOWED: { status: 409, retry: false },
  STUDENT_UNKNOWN: { status: 404, retry: false },
  COLUMN_UNKNOWN: { status: 400, retry: false },
  // rules
  MARK_OUT_OF_RANGE: { status: 400, retry: false },
  MARK_TOO_PRECISE: { status: 400, retry: false },
  MARK_WRONG_KIND: { status: 400, retry: false },
  MARK_AMBIGUOUS: { status: 400, retry: false },
  CLASS_NOT_TEXT: { status: 400, retry: false },
  MARK_MISSING: { status: 400, retry: false },
  MARK_ABSENT: { status: 400, retry: false },
  CONDUCT_MISSING: { status: 400, retry: false },
  ABSENCES_MISSING: { status: 400, retry: false },
  SHEET_OPEN: { status: 409, retry: false },
  SUBJECT_UNKNOWN: { status: 400, retry: false },
  RULES_UNKNOWN: { status: 400, retry: false },
  ELECTIVES_TOO_FEW: { status: 409, retry: false },
  ELECTIVES_TOO_MANY: { status: 409, retry: false },
  LIFT_AMBIGUOUS: { status: 409, retry: false },
  // re-tests, missing tests, movers
  RETEST_NOT_FAILED: { status: 409, retry: false },
  RETEST_TWICE: { status: 409, retry: false },
  RETEST_NOT_REGISTERED: { status: 409, retry: false },
  RETEST_PENDING: { status: 409, retry: false },
  SUMMER_OPEN: { status: 409, retry: false },
  SUMMER_NOT_ASKED: { status: 409, retry: false },
  BOTH_FAILED: { status: 409, retry: false },
  DECISION_NEEDED: { status: 409, retry: false },
  REASON_MISSING: { status: 400, retry: false },
  EMPTY_BY_RIGHT: { status: 409, retry: false },
  TERM_TWICE: { status: 409, retry: false },
  TERM_MISSING: { status: 409, retry: false },
  ELECTIVE_CHANGED: { status: 409, retry: false },
  LANGUAGE_CHANGED: { status: 409, retry: false },
  LANGUAGE_UNKNOWN: { status: 400, retry: false },
  REGULAR_MARKS_EXTRA: { status: 409, retry: false },
  REGULAR_MARKS_FULL: { status: 409, retry: false },
  PERIODS_INVALID: { status: 400, retry: false },
  LEVEL_MISSING: { status: 400, retry: false },
  LEVEL_WRONG_KIND: { status: 400, retry: false },
  TEST_MISSING: { status: 400, retry: false },
  TEST_NOT_HELD: { status: 400, retry: false },
  TEST_OUT_OF_RANGE: { status: 400, retry: false },
  TEST_NOT_WHOLE: { status: 400, retry: false },
  TEST_UNUSUAL: { status: 409, retry: false },
  // calendar
  CALENDAR_UNKNOWN: { status: 400, retry: false },
  DAY_NOT_ANNOUNCED: { status: 409, retry: false },
  DEADLINE_PAUSED: { status: 409, retry: false },
  PAUSE_INVALID: { status: 400, retry: false },
  WORKING_DAYS_INVALID: { status: 400, retry: false },
  YEAR_FRAME_UNKNOWN: { status: 400, retry: false },
  PROVINCE_FRAME_UNKNOWN: { status: 400, retry: false },
  TERM_UNKNOWN: { status: 400, retry: false },
  DATE_OUTSIDE_YEAR: { status: 400, retry: false },
  DATE_UNREADABLE: { status: 400, retry: false },
  // identifiers
  PERSONAL_ID_MALFORMED: { status: 400, retry: false },
  PERSONAL_ID_PLACE_UNKNOWN: { status: 409, retry: false },
  PERSONAL_ID_SEX_DIFFERS: { status: 409, retry: false },
  PERSONAL_ID_YEAR_DIFFERS: { status: 409, retry: false },
  STUDENT_CODE_MALFORMED: { status: 400, retry: false },
  RECORD_NUMBER_MALFORMED: { status: 400, retry: false },
  CODE_NOT_FINAL: { status: 409, retry: false },
  CODE_ALREADY_FINAL: { status: 409, retry: false },
  CODE_TAKEN: { status: 409, retry: false },
  IDENTITY_DIFFERS: { status: 409, retry: false },
  SCHOOL_SUCCESSOR_CYCLE: { status: 409, retry: false },
  SCHOOL_CLOSED: { status: 404, retry: false },
  SCHOOL_SPLIT: { status: 409, retry: false },
  // text
  NUMBER_UNREADABLE: { status: 400, retry: false },
  NUMBER_TOO_PRECISE: { status: 400, retry: false },
  NAME_PARTS_UNFIT: { status: 400, retry: false },
  TEXT_OLD_FONT: { status: 400, retry: false },
  TEXT_NOT_PLAIN: { status: 400, retry: false },
  TEXT_TOO_LONG: { status: 400, retry: false },
  TEXT_NOT_LATIN: { status: 400, retry: false },
  NAME_NOT_LATIN: { status: 400, retry: false },
  NAME_IS_LOGIN: { status: 400, retry: false },
  BIRTH_DATE_IMPOSSIBLE: { status: 400, retry: false },
  // look-up
  LOOKUP_REFUSED: { status: 404, retry: false },
  LOOKUP_LOCKED: { status: 429, retry: true },
  GRANT_UNKNOWN: { status: 404, retry: false },
  // messages
  CHANNEL_MISSING: { status: 503, retry: false },
  MESSAGE_NOT_SENT: { status: 503, retry: true },
  MESSAGE_REFUSED: { status: 409, retry: false },
  // transfers
  TRANSFER_UNKNOWN: { status: 404, retry: false },
  TRANSFER_OPEN: { status: 409, retry: false },
  TRANSFER_CHANGED: { status: 409, retry: false },
  TRANSFER_SAME_SCHOOL: { status: 409, retry: false },
  TRANSFER_CLASS_UNFIT: { status: 409, retry: false },
  SUPPLEMENT_ASKED_ALREADY: { status: 409, retry: false },
  // review requests
  REVIEW_UNKNOWN: { status: 404, retry: false },
  REVIEW_OPEN: { status: 409, retry: false },
  REVIEW_CHANGED: { status: 409, retry: false },
  REVIEW_LIMIT: { status: 409, retry: false },
  REVIEW_CELL_UNKNOWN: { status: 400, retry: false },
  REVIEW_NOT_CORRECTED: { status: 409, retry: false },
  MESSAGE_NOT_FAILED: { status: 409, retry: false },
  GATEWAY_UNKNOWN: { status: 401, retry: false },
  // identity providers
  IDENTITY_REFUSED: { status: 403, retry: false },
  IDENTITY_AWAY: { status: 503, retry: true },
  // rescue files
  RESCUE_UNREADABLE: { status: 400, retry: false },
  RESCUE_TOO_NEW: { status: 400, retry: false },
  // import
  FILE_UNREADABLE: { status: 400, retry: false },
  FILE_TOO_LARGE: { status: 413, retry: false },
  FILE_OLD_EXCEL: { status: 400, retry: false },
  FILE_PROTECTED: { status: 400, retry: false },
  HEADER_MISSING: { status: 400, retry: false },
  HEADER_TWICE: { status: 400, retry: false },
  MARKS_LEFT_BEHIND: { status: 409, retry: false },
  STUDENT_MOVED: { status: 409, retry: false },
  ROW_INVALID: { status: 400, retry: false },
  CELL_UNREADABLE: { status: 400, retry: false },
  SHEET_CONTRADICTS: { status: 400, retry: false },
  SHEET_AMBIGUOUS: { status: 400, retry: false },
  SHEET_HIDDEN: { status: 400, retry: false },
  SHEET_UNKNOWN: { status: 400, retry: false },
  CELL_MERGED: { status: 400, retry: false },
  HEADINGS_DIFFER: { status: 400, retry: false },
  HEADER_SPANS: { status: 400, retry: false },
  COLUMN_NOT_OF_SHEET: { status: 400, retry: false },
  ROW_WITHOUT_CODE: { status: 400, retry: false },
  IMPORT_UNACCOUNTED: { status: 500, retry: false },
  ROW_TWICE: { status: 400, retry: false },
  IDENTITY_UNCONFIRMED: { status: 409, retry: false },
  IDENTITY_NOT_OURS: { status: 409, retry: false },
  NAME_SPELLED_OTHERWISE: { status: 409, retry: false },
  STUDENT_ELSEWHERE: { status: 409, retry: false },
  SUBJECT_TAKEN: { status: 409, retry: false },
  ETHNICITY_UNUSUAL: { status: 409, retry: false },
  IDENTITY_NOT_LISTED: { status: 400, retry: false },
  PERSONAL_ID_HELD: { status: 409, retry: false },
  NAME_RUN_TOGETHER: { status: 409, retry: false },
  NAME_ONE_WORD: { status: 409, retry: false },
  STATUS_DAY_OUTSIDE: { status: 409, retry: false },
  PERSON_TWICE: { status: 409, retry: false },
  AGE_UNUSUAL: { status: 409, retry: false },
  CLASS_TOO_LARGE: { status: 400, retry: false },
  CLASS_UNKNOWN: { status: 404, retry: false },
  SCHOOL_UNKNOWN: { status: 404, retry: false },
  // issuing
  KEY_MISSING: { status: 503, retry: false },
  INTENT_STALE: { status: 409, retry: false },
  SELF_CHECK_FAILED: { status: 500, retry: false },
  ISSUING_STOPPED: { status: 503, retry: false },
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
