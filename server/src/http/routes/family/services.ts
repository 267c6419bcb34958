import type { FamilyConfirmationServices } from '../../../confirmations/family-confirmation.ts';
import type { CodeSending } from '../../../guardians/accounts/challenge.ts';
import type { IdentityServices } from '../../../guardians/accounts/identity-sign-in.ts';
import type { ChildPageServices } from '../../../guardians/pages/child-pages.ts';
import type { ShareServices } from '../../../guardians/shares/make-share.ts';
import type { KeyRing } from '../../../issuing/keys/key-ring.ts';
import type { ReviewServices } from '../../../reviews/services.ts';
import type { Pace } from '../../../turns/pace.ts';
import type { FamilyDrawing } from '../../family/family-mount.ts';

/** The needs of families' routes. */
export interface FamilyRouteServices
  extends CodeSending,
    IdentityServices,
    ChildPageServices,
    ShareServices,
    FamilyConfirmationServices,
    ReviewServices {
  readonly keyRing: KeyRing;
  readonly publicUrl: string;
  readonly drawing: FamilyDrawing;
  readonly pace: Pace;
}
