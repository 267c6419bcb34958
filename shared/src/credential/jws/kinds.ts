/** A kind of signed text: its exact `typ`, so that one kind is never taken for another, and its longest text. */
export interface JwsKind {
  readonly typ: string;
  readonly maxLength: number;
}

export const RECORD_JWS: JwsKind = { typ: 'vc+jwt', maxLength: 65_536 };
export const TRUST_LIST_JWS: JwsKind = { typ: 'hocba-trust+jwt', maxLength: 262_144 };
/** Decisions, summaries and receipts of a pupil's transfer. */
export const TRANSFER_JWS: JwsKind = { typ: 'hocba-transfer+jwt', maxLength: 65_536 };
/** Confirmations of enrolment; short, because the whole text stands in a QR code. */
export const ENROLMENT_JWS: JwsKind = { typ: 'hocba-enrolment+jwt', maxLength: 4096 };
