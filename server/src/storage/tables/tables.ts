import * as auditTables from './audit.ts';
import * as dossiers from './dossiers/dossiers.ts';
import * as promises from './dossiers/promises.ts';
import * as guardians from './guardians/consents.ts';
import * as families from './guardians/families.ts';
import * as identities from './guardians/identities.ts';
import * as installation from './installation.ts';
import * as issuing from './issuing.ts';
import * as log from './log.ts';
import * as messages from './messages/messages.ts';
import * as people from './people.ts';
import * as records from './records.ts';
import * as replication from './replication.ts';
import * as schools from './schools.ts';
import * as work from './work.ts';

/*
 * Every table, described once, one file per aggregate. Four column kinds only: text, boolean, bigint as number, jsonb.
 * `to-sqlite.ts` builds the SQLite tables from this description; both dialects' migrations come from it. Times are
 * ISO-8601 UTC text. Signed or hashed text lives in `text`, never in `jsonb`, which reorders members.
 */
export const { account, assignment, session, refresh_token, throttle, known_device } = people;
export const { school, student, school_class, class_subject, enrolment, former_class } = schools;
export const { sync_db, sync_doc, sync_rev, sync_quarantine, sync_quota } = replication;
export const { submission, projection } = log;
export const { class_list, sheet, year_record } = records;
export const { intent, credential, enrolment_confirmation } = issuing;
export const { job, halt, waiting_year } = work;
export const { audit } = auditTables;
export const { message, message_stop } = messages;
export const { consent_code, lookup_grant, lookup_request } = guardians;
export const { dossier, dossier_event, dossier_result, dossier_photo, code_counter, departure, whereabouts } =
  dossiers;
export const { promise } = promises;
export const {
  guardian,
  guardian_contact,
  guardian_session,
  guardian_link,
  link_code,
  guardian_challenge,
  record_share,
  record_slip,
  guardian_restriction,
} = families;
export const { setting, counter } = installation;
export const { guardian_identity } = identities;
