import * as description from '../../tables/tables.ts';
import { toSqlite } from './to-sqlite.ts';

/**
 * The SQLite tables by name, because the migration generator reads exports; a test compares the list with
 * `tables.ts`.
 */
export const {
  account,
  assignment,
  session,
  refresh_token,
  throttle,
  known_device,
  school,
  student,
  school_class,
  class_subject,
  enrolment,
  former_class,
  sync_db,
  sync_doc,
  sync_rev,
  sync_quarantine,
  sync_quota,
  submission,
  projection,
  class_list,
  sheet,
  year_record,
  intent,
  credential,
  job,
  halt,
  waiting_year,
  audit,
  message,
  message_stop,
  consent_code,
  lookup_grant,
  lookup_request,
  dossier,
  dossier_event,
  dossier_result,
  code_counter,
  departure,
  setting,
  counter,
} = toSqlite(description);
