/** A browser that has said nothing about a database for so long is taken to have said no; milliseconds. */
const ANSWER_MS = 10_000;

/**
 * Gives every opening of a database of ours an end. PouchDB opens one database after the other: one that is never
 * answered would keep all others of the page closed. A database that opens after the limit is closed again.
 */
export const limitOpening = (namePrefix: string, limit = ANSWER_MS): void => {
  if (typeof IDBFactory === 'undefined') return;
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function limited(this: IDBFactory, name, version) {
    const request = open.call(this, name, version);
    if (!name.startsWith(namePrefix)) return request;
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // An open request that is still pending has no error to be read: the handler gets an event without one.
      request.onerror?.call(request, { target: { error: null } } as unknown as Event);
    }, limit);
    const settle = (event: Event): void => {
      clearTimeout(timer);
      if (!isLate) return;
      event.stopImmediatePropagation();
      if (event.type === 'success') request.result.close();
    };
    request.addEventListener('success', settle);
    request.addEventListener('error', settle);
    return request;
  };
};
