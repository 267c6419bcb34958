/** A database that is not of this program's schema or key; the message says what to run. */
export class SchemaError extends Error {}
