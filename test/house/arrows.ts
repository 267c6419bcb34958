/*
 * The law of imports as one table. A room is a folder, or a file beside folders; what it may import stands beside it.
 * Type imports count. Each package of the workspace imports others as its package.json says.
 */

const BASE = ['shared/src/branded.ts', 'shared/src/problems.ts', 'shared/src/problem-titles.ts'];
const TEXT = [...BASE, 'shared/src/text'];
const SCHOOL = [...TEXT, 'shared/src/calendar', 'shared/src/school'];
const REGULATIONS = [...SCHOOL, 'shared/src/marks', 'shared/src/regulations'];
const RECORD = [...REGULATIONS, 'shared/src/record'];
const SHARED = [
  ...RECORD,
  'shared/src/messages',
  'shared/src/lifecycle',
  'shared/src/credential',
  'shared/src/documents',
  'shared/src/exchange',
  'shared/src/contract',
];

/** The rooms that a use case may take from: the rules, the stored rows, and turns with the others. */
const USE_CASE = [...SHARED, 'server/src/storage', 'server/src/turns', 'server/src/later.ts'];
const RECORDS = [
  ...USE_CASE,
  'server/src/work',
  'server/src/people',
  'server/src/replication',
  'server/src/schools',
  'server/src/log',
  'server/src/records',
];
const ANSWERS = [
  ...RECORDS,
  'server/src/connectors',
  'server/src/issuing',
  'server/src/config.ts',
  'server/src/guardians',
  'server/src/dossiers',
  'server/src/transfers',
  'server/src/confirmations',
  'server/src/reviews',
  'server/src/http',
];

const HERE = [...SHARED, 'school-client/src/store.ts', 'school-client/src/device'];
const SYNC = [...HERE, 'school-client/src/registry', 'school-client/src/sync'];
const MODEL = [
  ...SYNC,
  'school-client/src/cell-change.ts',
  'school-client/src/i18n',
  'school-client/src/work',
  'school-client/src/model',
];
const SCREEN = [...SHARED, 'school-client/src/i18n', 'school-client/src/ui'];
const FEATURES = [
  ...SCREEN,
  'school-client/src/store.ts',
  'school-client/src/transcript',
  'school-client/src/grid',
  'school-client/src/work',
  'school-client/src/model',
  'school-client/src/features',
];

/** The rooms that each room may import beside itself. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'shared/src/branded.ts': [],
  'shared/src/problems.ts': [],
  'shared/src/problem-titles.ts': ['shared/src/problems.ts'],
  'shared/src/text': BASE,
  'shared/src/messages': [...TEXT, 'shared/src/calendar'],
  'shared/src/calendar': TEXT,
  'shared/src/school': [...TEXT, 'shared/src/calendar'],
  'shared/src/marks': SCHOOL,
  'shared/src/regulations': REGULATIONS,
  'shared/src/record': RECORD,
  'shared/src/lifecycle': SCHOOL,
  'shared/src/credential': [...RECORD, 'shared/src/lifecycle'],
  'shared/src/documents': [...RECORD, 'shared/src/lifecycle'],
  'shared/src/exchange': RECORD,
  'shared/src/contract': SHARED,

  'server/src/env-file.ts': [],
  'server/src/files': [],
  'server/src/heap.ts': [],
  'server/src/language.ts': ['shared/src/text'],
  'server/src/later.ts': ['shared/src/calendar'],
  'server/src/turns': BASE,
  'server/src/config.ts': [...REGULATIONS, 'server/src/language.ts'],
  'server/src/secret-file.ts': ['server/src/config.ts'],
  // Storage keeps rows and replication carries documents; neither may know what they are about.
  'server/src/storage': [...BASE, 'server/src/files'],
  'server/src/replication': [...TEXT, 'server/src/storage', 'server/src/turns'],
  'server/src/heads': [...RECORDS, 'server/src/files', 'server/src/config.ts'],
  'server/src/database-mark.ts': ['server/src/files', 'server/src/storage', 'server/src/config.ts'],
  'server/src/private-files.ts': ['server/src/storage', 'server/src/config.ts'],
  'server/src/work': [...SCHOOL, 'server/src/storage', 'server/src/later.ts'],
  'server/src/people': USE_CASE,
  'server/src/log': [...USE_CASE, 'server/src/replication'],
  'server/src/schools': [...USE_CASE, 'server/src/log'],
  'server/src/records': RECORDS,
  // Issuing derives from the log again what it signs.
  'server/src/issuing': RECORDS,
  'server/src/connectors': [
    ...USE_CASE,
    'server/src/work',
    'server/src/config.ts',
    'server/src/secret-file.ts',
  ],
  'server/src/guardians': [
    ...USE_CASE,
    'server/src/people',
    'server/src/work',
    'server/src/connectors',
    'server/src/config.ts',
    'server/src/secret-file.ts',
  ],
  'server/src/dossiers': USE_CASE,
  // A transfer looks up nobody: it goes on from a grant; it signs what it decides.
  'server/src/transfers': [...RECORDS, 'server/src/issuing', 'server/src/dossiers', 'server/src/guardians'],
  // A confirmation is read by the guardians of its pupil, and signed like a document of a transfer.
  'server/src/confirmations': [...RECORDS, 'server/src/issuing', 'server/src/guardians'],
  // A review asks for the links and looks that guardians have; it writes no mark.
  'server/src/reviews': [...RECORDS, 'server/src/dossiers', 'server/src/guardians'],
  'server/src/http': ANSWERS,
  'server/src/app.ts': ANSWERS,
  'server/src/registry.ts': [...ANSWERS, 'server/src/app.ts'],
  'server/src/cli': [
    ...ANSWERS,
    'server/src/app.ts',
    'server/src/files',
    'server/src/heads',
    'server/src/database-mark.ts',
    'server/src/private-files.ts',
    'server/src/registry.ts',
  ],
  'server/src/main.ts': [
    ...ANSWERS,
    'server/src/cli',
    'server/src/heads',
    'server/src/database-mark.ts',
    'server/src/private-files.ts',
    'server/src/heap.ts',
    'server/src/registry.ts',
  ],

  'school-client/src/store.ts': [],
  'school-client/src/cell-change.ts': [],
  'school-client/src/i18n': SHARED,
  'school-client/src/ui': [...TEXT, 'school-client/src/i18n'],
  'school-client/src/grid': [
    ...TEXT,
    'school-client/src/i18n',
    'school-client/src/ui',
    'school-client/src/cell-change.ts',
  ],
  'school-client/src/transcript': SCREEN,
  'school-client/src/device': [...SCHOOL, 'shared/src/contract'],
  'school-client/src/registry': HERE,
  'school-client/src/sync': SYNC,
  'school-client/src/work': SYNC,
  'school-client/src/model': MODEL,
  'school-client/src/features': FEATURES,
  'school-client/src/app': [...FEATURES, ...SYNC, 'school-client/src/app'],
  'school-client/src/public': [...SCREEN, 'school-client/src/transcript'],
  // Drawn by the registry: of the interface it takes texts and icons alone.
  'school-client/src/family': [...SHARED, 'school-client/src/i18n', 'school-client/src/ui/plain'],
};

/** Rooms that may use a package; every other package is free to the package of the workspace that declares it. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  fastify: [
    'server/src/http',
    'server/src/replication',
    'server/src/app.ts',
    'server/src/registry.ts',
    'test',
  ],
  'drizzle-orm': ['server/src/storage', 'test'],
  'drizzle-kit': ['server/drizzle.postgres.config.ts', 'server/drizzle.sqlite.config.ts'],
  'better-sqlite3': ['server/src/storage'],
  pg: ['server/src/storage'],
  '@electric-sql/pglite': ['test'],
  jose: ['shared/src/credential', 'server/src/issuing', 'server/src/heads', 'test'],
  'openid-client': ['server/src/guardians'],
  'oidc-provider': ['test'],
  nodemailer: ['server/src/connectors'],
  'smtp-server': ['server/src/connectors'],
  pouchdb: ['school-client/src/device', 'test'],
  'pouchdb-core': ['test'],
  'pouchdb-replication': ['test'],
};
