import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** The moment of the last print, or of the first look: what is on paper goes out of date. */
export const usePrintMoment = (): string => {
  const [moment, setMoment] = useState(() => new Date().toISOString());
  useEffect(() => {
    // The browser takes the page as it is when the handler ends.
    const onPrint = () => flushSync(() => setMoment(new Date().toISOString()));
    addEventListener('beforeprint', onPrint);
    return () => removeEventListener('beforeprint', onPrint);
  }, []);
  return moment;
};
