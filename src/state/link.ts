import { store } from "./store.ts";
import { documentFromHash, documentToHash } from "./url.ts";

/** A link's text is written so long after the last change, so that a drag does not flood the history. */
const quietMilliseconds = 250;

/** Keeps the page's address and the document the same: a pasted link sets the document, a change rewrites the link. */
export function connectLink(page: Window): void {
  let timer = 0;
  store.setState({ document: documentFromHash(page.location.hash) });
  store.subscribe(
    ({ document }) => document,
    (document) => {
      page.clearTimeout(timer);
      timer = page.setTimeout(() => page.history.replaceState(null, "", documentToHash(document)), quietMilliseconds);
    },
  );
  page.addEventListener("hashchange", () => store.setState({ document: documentFromHash(page.location.hash) }));
}

/** The full address that reproduces the present picture. */
export function currentLink(page: Window): string {
  const { origin, pathname, search } = page.location;
  return `${origin}${pathname}${search}${documentToHash(store.getState().document)}`;
}
