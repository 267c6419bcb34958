import { type RefObject, useEffect } from 'react';

/** Opens every folded part within an element while it is printed: what is folded on a screen is read on paper. */
export const useUnfoldedOnPaper = (within: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const paper = matchMedia('print');
    let folded: HTMLDetailsElement[] = [];
    const turn = () => {
      if (paper.matches) {
        folded = [...(within.current?.querySelectorAll('details:not([open])') ?? [])] as HTMLDetailsElement[];
      }
      for (const one of folded) one.open = paper.matches;
    };
    paper.addEventListener('change', turn);
    return () => paper.removeEventListener('change', turn);
  }, [within]);
};
