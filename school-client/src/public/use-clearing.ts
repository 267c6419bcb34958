import { useEffect } from 'react';

/** How long a record stays on a screen that anybody may walk past, in milliseconds. */
export const CLEARS_AFTER = 10 * 60 * 1000;

/** Calls `clear` at the time; also when the machine slept past it, as soon as somebody looks again. */
export const useClearing = (clearsAt: number | null, clear: () => void): void => {
  useEffect(() => {
    if (clearsAt === null) return undefined;
    const check = () => {
      if (Date.now() >= clearsAt) clear();
    };
    const timer = setInterval(check, 1000);
    document.addEventListener('visibilitychange', check);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', check);
    };
  }, [clearsAt, clear]);
};
