import type { BundleVerdict } from '@hocba/shared/credential/bundle/verify-bundle';
import type { Enrolment } from '@hocba/shared/credential/enrolment/confirmation';
import type { ConfirmationVerdict } from '@hocba/shared/credential/enrolment/verify-confirmation';
import type { FileKind } from '@hocba/shared/credential/file/read-file';
import type {
  BundleStepName,
  Step,
  StepName,
  Verdict,
  VerdictName,
  VerifyCode,
} from '@hocba/shared/credential/verify/verdict';

/** Every word that `hocba verify` says, in one language. */
export interface VerifyTexts {
  readonly usage: string;
  readonly verdicts: Readonly<Record<VerdictName, string>>;
  readonly steps: Readonly<Record<StepName | BundleStepName, string>>;
  /** An outcome that is ok with a code is a warning. */
  readonly outcomes: Readonly<Record<Step['outcome'] | 'warning', string>>;
  readonly codes: Readonly<Record<VerifyCode, string>>;
  /** The kind of a file that holds no record, as a sentence. */
  kind(kind: FileKind): string;
  /** How an unknown step is named beside the verdict that it leaves to the others. */
  beside(step: Step<StepName | BundleStepName>, since: string | undefined): string;
  /** Which trust list was used, and as of when. */
  list(used: Exclude<BundleVerdict['trustListUsed'], 'unasked'>, file: string, moment: string): string;
  newerThan(file: string): string;
  /** The root by its thumbprint; with the issuer when this call pinned it. */
  root(thumbprint: string, pinnedFor: string | undefined): string;
  /** Two roots, and what a person can do about them. */
  otherRoot(first: string, now: string, issuer: string): readonly string[];
  /** A bundle without records. */
  readonly empty: string;
  readonly whole: string;
  record(number: number): string;
  subject(subject: NonNullable<Verdict['payload']>['credentialSubject']): string;
  issued(moment: string, issuer: string): string;
  /** The verdict on a confirmation of enrolment, what it confirms, and until when it is good. */
  readonly confirmations: Readonly<Record<ConfirmationVerdict['verdict'], string>>;
  enrolled(enrolment: Enrolment): string;
  validUntil(moment: string, issuer: string): string;
  cannotRead(path: string): string;
  readonly atWanted: string;
  readonly fileWanted: string;
  readonly rootWanted: string;
  notKept(file: string, why: string): string;
}
