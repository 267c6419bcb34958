import type { SameKeys } from '../same-keys.ts';
import type { vi as texts } from '../vi-texts.ts';

/** English text of every problem code. */
export const problems = {
  OFFLINE: 'The registry cannot be reached. Check the network and try again.',
  // requests
  INVALID_INPUT:
    'A field is not filled in as expected, so nothing was changed. Check the fields and send again.',
  MALFORMED_JSON: 'The data was damaged on its way, so it was not taken. Reload the page and try again.',
  BODY_TOO_LARGE: 'Too much was sent at once, so it was not taken. Send it in smaller parts.',
  UNSUPPORTED_MEDIA_TYPE: 'The registry does not take this kind of data. Update the app and try again.',
  NOT_FOUND: 'Nothing is here; the address may be an old one. Go back to your classes.',
  METHOD_NOT_ALLOWED: 'The registry does not take this kind of call. Update the app and try again.',
  RATE_LIMITED: 'Too many requests at once. Your work is safe. Wait a moment and try again.',
  OVERLOADED: 'The registry is busy. Your work is safe on this device and will be sent later.',
  INTERNAL:
    'Something went wrong at the registry. Nothing on this device is lost. Try again in a few minutes.',
  // people
  SIGN_IN_FAILED: 'The account or the password is not right. Check capital letters and try again.',
  SIGN_IN_LOCKED: 'Too many failed attempts, so signing in is paused. Wait until the time is over.',
  TOKEN_MISSING: 'No session is open. Your work is safe. Sign in.',
  TOKEN_INVALID: 'The session is no longer valid. Your work is safe. Sign in again.',
  TOKEN_EXPIRED: 'The session has expired. Your work is safe. Sign in again.',
  SESSION_ENDED: 'The session has ended. Your work is safe on this device. Sign in again.',
  ACCOUNT_CLOSED:
    'The school has closed this account. What was entered and not sent is still on this device; ask the head or the clerk.',
  CROSS_SITE: 'The request came from another site and was blocked. Open the app from its own address.',
  PASSWORD_CHANGE_REQUIRED: 'This password is temporary. Change it before you start to work.',
  PASSWORD_TOO_WEAK:
    'The new password is too short or too easy to guess (at least 10 characters; no name of the school, of yourself or of the account, no dates, no rows of keys). Choose a long phrase that you remember.',
  READ_LIMIT:
    'This account has looked up or issued codes for too many pupils today. Try again tomorrow; the head of the school has been told.',
  FORBIDDEN:
    'This account may not do that. If you think it should, tell the head; the operator of the server records the rights of an account.',
  ACCOUNT_EXISTS: 'This account name is taken. Choose another.',
  ACCOUNT_UNKNOWN: 'There is no such account. Check the name.',
  CONTACT_INVALID: 'Enter a mobile phone number or a mail address.',
  CODE_WRONG: 'The code is wrong. Look at the newest message and enter it again.',
  CODE_OVER: 'The code has run out, or was wrong five times. Begin again to get a new one.',
  PIN_WRONG: 'The PIN is wrong. If you forgot it, the school office links your account again.',
  SHARE_PIN_WRONG: 'The PIN is wrong. Please ask the family for it. Five wrong PINs block the link.',
  PIN_TOO_EASY: 'This PIN is easy to guess. Choose six other digits: no run, and not the child’s birthday.',
  PIN_TAKEN: 'Somebody else on this phone has this PIN. Choose another.',
  SLIP_REFUSED:
    'The code of the slip, the pupil’s number and the birth date do not fit together. Check each; after too many tries the school has to print a new slip.',
  RELATION_NOT_STATED: 'Say what you are to the child.',
  SHARE_YEARS: 'Choose at least one school year that is signed.',
  CHILD_AGREEMENT_MISSING: 'From the age of seven the child has to agree. Ask the child, then tick the box.',
  TOO_MANY_SHARES: 'Too many links of this child are open. Stop some of them and try again.',
  TOO_LATE: 'It has taken effect already, so nobody can object any more. Stop it, or ask the school.',
  DEPUTY_WITHOUT_END: 'A deputy needs a last day. Type the one on the paper.',
  DATE_OVER: 'The last day is over or before the first one. Look at the dates again.',
  SECOND_PERSON_MISSING:
    'A second person of the school must decide: not the one who asked, and one of the two is the head.',
  ALREADY_LINKED: 'The account has this child already.',
  RECORD_SLIP_REFUSED:
    'No slip can be opened with this code: it is mistyped, has run out, or a newer slip was printed.',
  NOT_ENROLLED: 'The pupil is in no class of the school now, so there is nothing to confirm.',
  TOO_MANY_CONFIRMATIONS:
    'Twenty confirmations were signed for this pupil in one day. Use one of them, or come back tomorrow.',
  // storage
  WRITE_CONFLICT: 'Somebody else wrote at the same time, so this was not written. Try again.',
  DUPLICATE: 'This is here already; there is no need to send it again.',
  STORAGE_FULL: 'The registry’s disk is full. Your work is safe on this device. Tell the operator.',
  SUBMISSION_FORGED:
    'A row of the submission log is not as the registry wrote it, so this school year stands still. Tell the operator.',
  PUPIL_ALTERED:
    'The data of a pupil were edited past the registry, so nothing was taken over and nothing signed. Tell the operator.',
  // replication
  CLIENT_TOO_NEW: 'This app is newer than the registry. Your work is safe and will be sent after its update.',
  DOCUMENT_MALFORMED: 'The registry cannot read one change and has set it aside. Tell the operator.',
  AUTHOR_MISMATCH: 'This change was made by another account. Sign in with that account to send it.',
  OUT_OF_SCOPE:
    'You are not assigned to this subject or class, so it was not written. Tell the head: the operator of the server records assignments from the school’s list.',
  NOT_A_SYNC_DOCUMENT: 'The registry does not take this kind of data from devices. Update the app.',
  SCHOOL_YEAR_UNKNOWN:
    'The registry does not have this school year of the school, so nothing was taken. Your work is safe on this device. Tell the clerk.',
  QUOTA_USED_UP:
    'This account has sent too much today. Your work is safe on this device and goes on being sent tomorrow.',
  // verdicts on what was sent
  CELL_CROWDED:
    'Too many values wait beside this cell, so this one was not put there. Choose the right one, then enter it again.',
  BROUGHT_BY_OTHER: 'Somebody else brought this value under your name from a rescue file. Check it.',
  CELL_CONTESTED: 'Somebody entered another value in this cell first. Both are kept. Choose the right one.',
  SHEET_CLOSED: 'The sheet is closed, so this change is kept but not applied. Ask for it to be opened.',
  SHEET_NOT_COMPLETE: 'The sheet lacks marks and cannot be closed yet. Fill in the cells listed.',
  SHEET_CONTESTED: 'Some cells have two values, so the sheet cannot be closed yet. Choose for each cell.',
  APPROVAL_STALE:
    'What was approved has changed since, so the approval no longer holds. Review and approve again.',
  RECORD_NOT_SIGNABLE:
    'This record has something that cannot be signed: look at the pupil’s name and the remark. Nothing is lost.',
  RECORD_NOT_COMPLETE: 'The record has open points and cannot be issued yet. See to the points listed.',
  ACTION_NOT_ALLOWED: 'The record is at another step, so this is not possible now. Reload to see the step.',
  STUDENT_UNKNOWN: 'This pupil is not in the class. Check the pupil code and the class list.',
  COLUMN_UNKNOWN: 'The sheet has no such column. Check its name.',
  // rules
  MARK_OUT_OF_RANGE: 'A mark is from 0 to 10. What you typed is still in the cell.',
  MARK_TOO_PRECISE: 'A mark has at most one decimal. What you typed is still in the cell.',
  MARK_WRONG_KIND:
    'The column takes another kind of value. A score is a number from 0 to 10; a comment is Đ or CĐ.',
  MARK_AMBIGUOUS: 'A mark written as 05 can mean 5 or 0.5. Write 5 or 0.5.',
  MARK_MISSING: 'A mark is missing. Enter it, or enter exempt or absent.',
  MARK_ABSENT: 'The pupil was absent and has not made up the test. Enter the mark of the make-up test.',
  CONDUCT_MISSING: 'Conduct is missing. The homeroom teacher enters it.',
  ABSENCES_MISSING: 'The number of absences is missing. Enter 0 if there were none.',
  SHEET_OPEN: 'A sheet is still open. Close all subjects before this step.',
  SUBJECT_UNKNOWN: 'This subject is not in the curriculum of the grade. Check the subject.',
  RULES_UNKNOWN: 'No assessment rules are known for this grade and year. Tell the operator.',
  ELECTIVES_TOO_FEW:
    'An upper-secondary pupil takes four of the nine electives; here there are fewer. Correct the class list and have the operator of the server import it again.',
  ELECTIVES_TOO_MANY:
    'An upper-secondary pupil takes four of the nine electives; here there are more. Correct the class list and have the operator of the server import it again.',
  LIFT_AMBIGUOUS: 'Two readings of the lifting rule give different results. The head must decide.',
  // re-tests, missing tests, movers
  RETEST_NOT_FAILED:
    'This subject is not re-tested. Only subjects at CĐ or with a year average below 5.0 are.',
  RETEST_TWICE: 'This subject is registered already or has its re-test result. What stands is kept.',
  RETEST_NOT_REGISTERED:
    'The pupil is not registered to re-test this subject, so nothing was recorded. Register the subject first.',
  RETEST_PENDING: 'A registered re-test has no result yet. Enter it, or record that the pupil did not come.',
  SUMMER_OPEN:
    'The pupil still has a re-test or summer training. This record is signed after its result; the others can be approved now.',
  SUMMER_NOT_ASKED:
    'The pupil is not one of those tested or rated again on this summer sheet, so nothing was recorded. The year’s result stays.',
  BOTH_FAILED:
    'Learning and conduct are both CĐ, where the circular can be read in two ways. The head must look at it.',
  DECISION_NEEDED:
    'The software may not decide this by itself. The person responsible must look at it and record a decision.',
  REASON_MISSING: 'The decision has no reason yet and does not count. Write the reason.',
  EMPTY_BY_RIGHT:
    'The pupil is exempt from this or not assessed. The cell stays empty by right, never 0 or CĐ.',
  TERM_TWICE: 'Two schools give different results for one term. Both are kept. Choose the one that counts.',
  TERM_MISSING:
    'Neither school has a result for this term. Assess the pupil, or record how the year is to be counted.',
  ELECTIVE_CHANGED:
    'The pupil changed an elective on moving. Old and new subject are both kept. See which one counts.',
  LANGUAGE_CHANGED:
    'The schools teach different foreign languages. Both results are kept. Decide how the year is counted.',
  LANGUAGE_UNKNOWN: 'The curriculum has no such foreign language. Choose again.',
  REGULAR_MARKS_EXTRA:
    'The regular marks of both schools are more than the term asks for. All are kept and counted. Look again.',
  REGULAR_MARKS_FULL: 'No column is left for another regular mark, so it is not counted yet. Look again.',
  PERIODS_INVALID: 'The periods a year of the subject are not right. Enter a whole number above 0.',
  LEVEL_MISSING: 'A level is missing. Enter it for the subject, quality or competence named.',
  LEVEL_WRONG_KIND:
    'Subjects take T, H or C; qualities and competences take T, Đ or C. What you typed is still in the cell.',
  TEST_MISSING: 'The score of this subject’s periodic test is missing. Enter it.',
  TEST_NOT_HELD:
    'This grade has no periodic test in the subject at this time, so the score does not count. Clear it.',
  TEST_OUT_OF_RANGE: 'A periodic test is scored from 1 to 10. What you typed is still in the cell.',
  TEST_NOT_WHOLE:
    'A periodic test in primary school is scored in whole points. What you typed is still in the cell.',
  TEST_UNUSUAL:
    'The test score is unusual for the level given. Both are kept. Look again, or let the pupil sit another test.',
  // calendar
  CALENDAR_UNKNOWN:
    'The holidays of this year are not here yet, so no deadline can be computed. Tell the operator to add them.',
  DAY_NOT_ANNOUNCED:
    'Whether a day is off is not announced yet, so the deadline may still move back. The earliest one is shown.',
  DEADLINE_PAUSED:
    'The clock stands still until the file is complete. The days that are left are counted from then on.',
  PAUSE_INVALID: 'A pause ends before it begins, so it does not count. Correct its times.',
  WORKING_DAYS_INVALID: 'A number of working days is whole, from 0 to 1,000. Enter it again.',
  YEAR_FRAME_UNKNOWN: 'The plan of this school year is not here yet. Tell the operator to add it.',
  PROVINCE_FRAME_UNKNOWN:
    'The province’s own plan of the school year is not here, so the national one is used. Tell the operator to add it.',
  TERM_UNKNOWN:
    'Which term this day belongs to is not known, as the province’s first day of term II is not here. Choose the term.',
  DATE_OUTSIDE_YEAR: 'This day is outside the school year. Check the day or the year.',
  DATE_UNREADABLE: 'This is no date. Enter day/month/year, such as 17/05/2013.',
  // identifiers
  PERSONAL_ID_MALFORMED:
    'A personal number has exactly 12 digits. What was entered is still there to be corrected.',
  PERSONAL_ID_PLACE_UNKNOWN:
    'The first three digits of the personal number are no province or country. The number is kept. Check it against the papers.',
  PERSONAL_ID_SEX_DIFFERS:
    'The fourth digit of the personal number does not fit the sex. Both are kept. Check them against the papers.',
  PERSONAL_ID_YEAR_DIFFERS:
    'The year in the personal number does not fit the date of birth. Both are kept. Check them against the papers.',
  STUDENT_CODE_MALFORMED: 'This is no pupil code. Take the code from the sector database.',
  RECORD_NUMBER_MALFORMED: 'This is no lifelong learning record number. Check it.',
  CODE_NOT_FINAL:
    'The new code is a temporary one too, so the old one stays. Wait for the sector database’s code.',
  CODE_ALREADY_FINAL:
    'The pupil has another final code already, so it stays. Check whether this is the same pupil.',
  CODE_TAKEN:
    'Another pupil has this code, so nothing was merged. See whether both records belong to one child.',
  IDENTITY_DIFFERS:
    'Two records tell different numbers. The kept record’s one is used and the other stays as a former one. Check the papers.',
  SCHOOL_SUCCESSOR_CYCLE:
    'The list of successor schools leads back to its start, so no school was found. Tell the operator to correct it.',
  SCHOOL_CLOSED:
    'The school is closed and has no successor. Ask the commune’s People’s Committee for its files.',
  SCHOOL_SPLIT: 'The school was split into several. Choose the one that keeps the files.',
  // text
  NUMBER_UNREADABLE: 'This is no number. Use a comma for decimals, such as 8,5.',
  NUMBER_TOO_PRECISE: 'The number has too many decimals. Shorten it.',
  NAME_PARTS_UNFIT:
    'The chosen given name does not stand at either end of the name, so the usual split is used. Choose again.',
  TEXT_OLD_FONT: 'The text is in an old font (TCVN3, VNI). Convert it to Unicode and enter it again.',
  TEXT_NOT_PLAIN: 'The text has strange or hidden characters. Type it by hand instead of pasting.',
  TEXT_NOT_LATIN:
    'The text has letters of another script (Russian, Greek…) or of a strange style. Type it in plain letters.',
  TEXT_TOO_LONG: 'The text is too long. Write it shorter.',
  NAME_NOT_LATIN: 'The name has letters of another script that look alike. Type it by hand.',
  NAME_IS_LOGIN: 'This is a login and no name. Write the full name.',
  BIRTH_DATE_IMPOSSIBLE: 'Nobody born then can be a pupil of this school year. Check the year of birth.',
  // look-up
  LOOKUP_REFUSED: 'The details or the code do not match. Compare each field with the family’s paper.',
  LOOKUP_LOCKED: 'Too many failed attempts, so looking up is paused. Wait until the time is over.',
  GRANT_UNKNOWN: 'This look-up has ended. If you still need it, the family must ask for a new code.',
  // messages
  CHANNEL_MISSING:
    'This system cannot send messages in that way yet. Choose another way, or tell the operator of the server.',
  MESSAGE_NOT_SENT: 'The message could not be sent. Try again in a few minutes.',
  MESSAGE_REFUSED:
    'This telephone number or mail address takes no messages. Check it; if the number has changed, tell the school.',
  TRANSFER_UNKNOWN: 'There is no such transfer.',
  TRANSFER_OPEN:
    'Another transfer of this pupil is under way. Each pupil has one request at a time; the other one must end or be withdrawn first.',
  TRANSFER_CHANGED: 'Somebody else has just acted on this transfer. Look at its new state, then go on.',
  TRANSFER_SAME_SCHOOL: 'The pupil studies at this school already. No transfer is needed.',
  TRANSFER_CLASS_UNFIT:
    'This class does not fit the pupil’s grade or school year. When the year is signed already, choose a class of the next one.',
  REVIEW_UNKNOWN: 'There is no such request.',
  REVIEW_OPEN: 'A request about this is being looked at already. Please wait for the answer.',
  REVIEW_CHANGED: 'Somebody else has just acted on this request. Look at its new state, then go on.',
  REVIEW_LIMIT:
    'There are too many requests that are open or of this week, or this conversation is full. Please talk to the school.',
  REVIEW_CELL_UNKNOWN: 'Choose the mark that you want looked at again.',
  PHOTO_UNFIT:
    'The photo must be JPEG, PNG or WebP and at most 2 MB. Choose a smaller one, or send without it.',
  REVIEW_NOT_CORRECTED:
    'The cell is still as it was. Correct it on the sheet, wait until it is sent, then tell the family.',
  SUPPLEMENT_ASKED_ALREADY:
    'Your school has asked for a supplement in this step already. The rules allow one request, with everything that is missing.',
  PROMISE_UNKNOWN: 'There is no such request or commitment.',
  PROMISE_STANDS: 'A paper of this kind waits for the record of this grade already. Look at that one first.',
  NOTHING_MISSING: 'The record of this grade is in the system. No paper is needed any more.',
  SIGNER_UNREACHABLE:
    'This account has no phone and no mail address that could get a code. You can sign on paper at the office of the new school.',
  MESSAGE_NOT_FAILED:
    'Nothing is left to do about this message: it was sent again, or somebody reached the family.',
  GATEWAY_UNKNOWN: 'The token of the gateway is not right. Tell the operator of the server.',
  // identity providers
  IDENTITY_REFUSED: 'The person could not be confirmed. Start again, or sign in by a code to your telephone.',
  IDENTITY_AWAY:
    'The identity service does not answer. Try again later, or sign in by a code to your telephone.',
  // import
  RESCUE_UNREADABLE:
    'This is no rescue file, or it was cut off or changed. Nothing was taken. Copy the original file again and choose it.',
  RESCUE_TOO_NEW:
    'The rescue file was made by a newer version. Nothing was taken. Update the application, then bring it in again.',
  FILE_UNREADABLE: 'The file cannot be read, so nothing was imported. Save it again as .xlsx in Excel.',
  FILE_TOO_LARGE: 'The file is too large, so nothing was imported. Split it by class.',
  FILE_OLD_EXCEL: 'The old .xls form is not read, so nothing was imported. Save it as .xlsx.',
  FILE_PROTECTED:
    'The file is protected with a password, so nothing was imported. Save it without one and choose it again.',
  HEADER_MISSING: 'A required column is missing, so nothing was imported. Check the header row.',
  HEADER_TWICE: 'Two columns mean the same, so nothing was imported. Remove one.',
  MARKS_LEFT_BEHIND:
    'The pupil changed class: the new class is not taught this subject, its marks stay on the old sheet and do not count.',
  STUDENT_MOVED:
    'The pupil is in another class now. The mark stands beside the new class’s sheet until its teacher decides.',
  CLASS_NOT_TEXT:
    'The spreadsheet made a date or a number of a class name. Set the column to Text, write the name again, for example 8/1, and import again.',
  ROW_INVALID: 'A row does not fit and was not imported. Correct the row named and import again.',
  CELL_UNREADABLE:
    'A cell holds an error, a formula without a result or a percentage, so nothing was imported. Write the value into the cell named.',
  SHEET_CONTRADICTS:
    'The sheet says that it is something else, so nothing was imported. Check subject, class, term and year.',
  SHEET_AMBIGUOUS: 'Several sheets of the file fit, so nothing was imported. Choose one.',
  SHEET_HIDDEN: 'The only sheet that fits is hidden, so nothing was imported. Show it if it is meant.',
  SHEET_UNKNOWN: 'The file has no sheet of this name, so nothing was imported. Check the name.',
  CELL_MERGED:
    'A mark stands in a cell merged over several, so nothing was imported. Split it and enter each mark.',
  HEADINGS_DIFFER:
    'A second row of headings differs from the first, so nothing was imported. Put each table into a file of its own.',
  HEADER_SPANS:
    'One heading stands over two columns with content, so nothing was imported. Give each column its own.',
  COLUMN_NOT_OF_SHEET:
    'A column looks like marks and is not of this sheet, so nothing was imported. Correct its heading or remove it.',
  ROW_WITHOUT_CODE:
    'A row holds marks or a pupil without a code, so nothing was imported. Write the code into the row named.',
  IMPORT_UNACCOUNTED:
    'The import cannot say what became of every cell, so nothing was imported. Tell the operator.',
  ROW_TWICE: 'Two rows are about the same pupil, so nothing was imported. Keep one.',
  IDENTITY_UNCONFIRMED:
    'This code belongs to a pupil of another name or birth date. Check the code; if the pupil was renamed, confirm this code.',
  IDENTITY_NOT_OURS:
    'This pupil belongs to another school under another name or birth date. Check the pupil code.',
  NAME_SPELLED_OTHERWISE: 'The name is held in another spelling, which stays.',
  STUDENT_ELSEWHERE: 'This pupil studies at another school this year. Use a transfer instead of a list.',
  PERSON_TWICE: 'One person may have two codes. Check, and keep one.',
  SUBJECT_TAKEN: 'The subject has its teacher already. Assign it in place of that teacher.',
  ETHNICITY_UNUSUAL: 'No list names an ethnic group like this. Check the spelling.',
  IDENTITY_NOT_LISTED: 'The list has no pupil of this code. Check the code.',
  PERSONAL_ID_HELD: 'Another pupil has this personal number. Check the number of both.',
  NAME_RUN_TOGETHER: 'Two words of this name stand without a blank between them. Check the name.',
  NAME_ONE_WORD: 'This name is one word. Check whether the family name is missing.',
  STATUS_DAY_OUTSIDE: 'The day of coming or leaving is still to come or not of this school year. Check it.',
  AGE_UNUSUAL: 'The age is unusual for the grade. Check the year of birth.',
  CLASS_TOO_LARGE: 'A class holds 200 pupils at most. Check the class column.',
  CLASS_UNKNOWN: 'There is no such class in this school year. Check its name.',
  SCHOOL_UNKNOWN: 'No school has this code. Check the code.',
  // issuing
  KEY_MISSING: 'The registry has no signing key and cannot issue. The records are safe. Tell the operator.',
  INTENT_STALE: 'The record changed after it was finalised, so it was not issued. Review and finalise again.',
  SELF_CHECK_FAILED:
    'The new signature failed its own check, so nothing was issued. Tell the operator at once.',
  ISSUING_STOPPED: 'Issuing is stopped until the operator decides. The records are safe.',
} as const satisfies SameKeys<(typeof texts)['problems']>;
