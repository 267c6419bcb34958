import './old-phones.ts';
import type { Bundle } from '@hocba/shared/credential/bundle/bundle';
import { verifyBundle } from '@hocba/shared/credential/bundle/verify-bundle';
import { parseTrustList } from '@hocba/shared/credential/trust/trust-list';
import type { Step, Verdict } from '@hocba/shared/credential/verify/verdict';
import type { VerifyWords } from '@hocba/shared/credential/words/verify-words';
import type { Instant } from '@hocba/shared/school/identifiers';

/*
 * Checks on the phone itself what the page says of a signed year. The page stands before this program comes, and stays as it
 * is when it does not come.
 */

/** The root that this phone saw first; the public page of verification keeps it under this name too. */
const PINNED = 'hocba.trust-root';

const pinnedRoot = async (trustList: string): Promise<string | undefined> => {
  const { rootThumbprint } = await parseTrustList(trustList);
  try {
    const kept = localStorage.getItem(PINNED);
    if (kept === null) localStorage.setItem(PINNED, rootThumbprint);
    return kept ?? rootThumbprint;
  } catch {
    return undefined; // a browser that lets this site keep nothing
  }
};

const wordsOf = async (language: string): Promise<VerifyWords> =>
  language === 'en'
    ? (await import('@hocba/shared/credential/words/en')).EN
    : (await import('@hocba/shared/credential/words/vi')).VI;

const element = (name: string, text: string, parent: Element): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  parent.append(made);
  return made;
};

const showStep = ({ name, outcome, code }: Step, words: VerifyWords, list: Element): void => {
  const tone = outcome === 'ok' && code !== undefined ? 'warning' : outcome;
  const line = element('li', '', list);
  line.dataset.outcome = tone;
  element('strong', words.step[name], line);
  element('span', words.outcome[tone], line);
  if (code !== undefined) element('small', words.code[code], line);
};

const show = (box: Element, verdict: Verdict, words: VerifyWords): void => {
  box.textContent = '';
  element('p', words.verdict[verdict.verdict], box).className = 'verdict-text';
  const list = document.createElement('ul');
  list.className = 'steps';
  for (const step of verdict.steps) showStep(step, words, list);
  box.append(list);
};

/** Fetches the signed texts and the list of keys, verifies, and puts each step by name where the page says it. */
const check = async (box: HTMLElement): Promise<void> => {
  const { bundle = '', year } = box.dataset;
  const answer = await fetch(bundle, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
  if (!answer.ok) return;
  const file = (await answer.json()) as Bundle;
  const rootThumbprint = await pinnedRoot(file.trustList);
  const now = new Date().toISOString() as Instant;
  const { credentials } = await verifyBundle(file, {
    trustList: file.trustList,
    now,
    ...(rootThumbprint === undefined ? {} : { rootThumbprint }),
  });
  const own = credentials.filter(
    ({ payload }) => payload === undefined || payload.credentialSubject.year === year,
  );
  const verdict = own[own.length - 1];
  if (verdict !== undefined) show(box, verdict, await wordsOf(document.documentElement.lang));
};

for (const box of document.querySelectorAll<HTMLElement>('[data-check]')) {
  // The page says already what the registry found; without an answer it stays so.
  void check(box).catch(() => undefined);
}
