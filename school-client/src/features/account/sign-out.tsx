import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useSessionKeeper } from '../../work/session.ts';
import { hasUnsentOrEditing, useFacts, useSyncStatus } from '../../work/sync-status.ts';

/** Fetched when needed: windows over the page are a twentieth of the first load. */
const SignOutQuestion = lazy(async () => ({
  default: (await import('./sign-out-question.tsx')).SignOutQuestion,
}));

interface SignOutProps {
  /** The word on the button, where the place is narrow in a form that may be hidden. */
  readonly children: ReactNode;
}

/**
 * The way out; it asks first while anything is on this device only. While a database still opens nobody knows whether
 * anything is, so a press waits for it: a question would be answered by itself a moment later.
 */
export const SignOut = ({ children }: SignOutProps) => {
  const { invalid, state } = useSyncStatus();
  const { signOut } = useSessionKeeper();
  const facts = useFacts();
  const isOpening = facts.opening;
  const [isWaiting, setWaiting] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const decide = useEffectEvent(() => {
    if (hasUnsentOrEditing(facts) || invalid > 0 || state === 'offline') setOpen(true);
    else void signOut();
  });
  useEffect(() => {
    if (!isWaiting || isOpening) return;
    setWaiting(false);
    decide();
  }, [isWaiting, isOpening]);
  return (
    <>
      <Button look="quiet" icon="sign-out" isPending={isWaiting} onPress={() => setWaiting(true)}>
        {children}
      </Button>
      {isOpen && (
        <Suspense>
          <SignOutQuestion onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
