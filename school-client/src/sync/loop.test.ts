import '../device/browser-for-tests.ts';
import { expect, it, vi } from 'vitest';
import { createComputer } from '../device/computer.ts';
import { createSession } from '../registry/session/session.ts';
import { createStore } from '../store.ts';
import { startLoop } from './loop.ts';
import { NO_FACTS } from './status.ts';

it('a loop that was stopped while it ran says nothing more to other tabs, and begins no run', async () => {
  const computer = createComputer();
  const facts = createStore(NO_FACTS);
  const loop = startLoop({
    session: createSession(computer),
    locks: computer.locks,
    facts,
    years: () => [],
  });
  await vi.waitFor(() => expect(facts.get().running).toBe(true));
  loop.stop();
  await vi.waitFor(() => expect(facts.get().running).toBe(false));
  // A draft that is sealed when its person has left tells and wakes the loop too.
  loop.tell();
  loop.wake();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(facts.get().running).toBe(false);
});
