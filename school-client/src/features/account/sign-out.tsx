import { lazy, type ReactNode, Suspense, useState } from 'react';
import { signOut } from '../../model/session.ts';
import { hasUnsentOrEditing, useSyncStatus } from '../../model/sync-status.ts';
import { Button } from '../../ui/button.tsx';

/** Fetched when needed: windows over the page are a twentieth of the first load. */
const SignOutQuestion = lazy(async () => ({
  default: (await import('./sign-out-question.tsx')).SignOutQuestion,
}));

interface SignOutProps {
  /** The word on the button, where the place is narrow in a form that may be hidden. */
  readonly children: ReactNode;
}

/** The way out; it asks first while anything is on this device only. */
export const SignOut = ({ children }: SignOutProps) => {
  const { invalid, state } = useSyncStatus();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const asks = () => hasUnsentOrEditing() || invalid > 0 || state === 'offline';
  const press = () => (asks() ? setOpen(true) : void signOut());
  return (
    <>
      <Button look="quiet" icon="sign-out" onPress={press}>
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <SignOutQuestion onClose={close} />
        </Suspense>
      )}
    </>
  );
};
