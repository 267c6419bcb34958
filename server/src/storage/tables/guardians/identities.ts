import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/* Adults as identity providers know them. */

/** The account of a person of an identity provider. */
export const guardian_identity = pgTable(
  'guardian_identity',
  {
    issuer: text('issuer').notNull(),
    /** The provider's own key of the person. */
    subject: text('subject').notNull(),
    guardian: text('guardian').notNull(),
    created_at: text('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('guardian_identity_guardian').on(t.guardian)],
);
