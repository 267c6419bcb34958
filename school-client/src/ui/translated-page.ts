/**
 * The element that a browser's translator puts in place of a text: `font`, or an element of a name of its own. No page
 * of ours has one.
 */
const isForeign = (node: Node | null): node is Element =>
  node instanceof Element && (node.localName === 'font' || node.localName.includes('-'));

/** The element that a translator put where a text stood, among the neighbours that its removal names. */
const standInOf = ({ addedNodes, previousSibling, nextSibling }: MutationRecord): Element | undefined =>
  [...addedNodes, previousSibling, nextSibling].find(isForeign);

/** The child of `parent` that holds a node, however deep a translator has wrapped it. */
const childHolding = (parent: Node, node: Node): Node | null => {
  let at: Node | null = node;
  while (at !== null && at.parentNode !== parent) at = at.parentNode;
  return at;
};

/**
 * Remembers for every text that a translator takes out of the page what stands in its place. A text that React changes
 * afterwards comes back with its new words, because the old translation would say something that is not so any more.
 */
const watchTexts = (): ((text: Node) => Element | undefined) => {
  const standIns = new WeakMap<Node, Element>();
  const observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === 'characterData') {
        const standIn = standIns.get(record.target);
        standIns.delete(record.target);
        if (standIn?.isConnected && !record.target.isConnected) standIn.replaceWith(record.target);
        continue;
      }
      const standIn = standInOf(record);
      for (const text of record.removedNodes) {
        if (standIn === undefined || !(text instanceof Text) || text.isConnected) continue;
        standIns.set(text, standIn);
        observer.observe(text, { characterData: true });
      }
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  return (text) => standIns.get(text);
};

/**
 * Keeps the app going on a page that the browser translates. A translator takes texts out of the page or wraps them;
 * React still holds them, and its next removal or insertion beside one of them throws and takes the page away with what
 * was typed. Where a text was taken out or wrapped, removals and insertions are done at what stands in its place; all
 * others are left as they are, so that a fault of the app is still thrown. To be called once, before React renders.
 */
export const surviveTranslation = (): void => {
  const standInOfText = watchTexts();
  const { removeChild, insertBefore } = Node.prototype;

  Node.prototype.removeChild = function removeTranslated<T extends Node>(this: Node, child: T): T {
    if (child.parentNode === this || !(child instanceof Text)) return removeChild.call(this, child) as T;
    standInOfText(child)?.remove();
    child.remove();
    return child;
  };

  Node.prototype.insertBefore = function insertBesideTranslated<T extends Node>(
    this: Node,
    node: T,
    before: Node | null,
  ): T {
    if (!(before instanceof Text) || before.parentNode === this) {
      return insertBefore.call(this, node, before) as T;
    }
    return insertBefore.call(this, node, childHolding(this, standInOfText(before) ?? before)) as T;
  };
};
