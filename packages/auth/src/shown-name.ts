/** A name for a message; what does not look like one is not shown: people paste secrets into the wrong setting. */
export function shownName(name: string | undefined): string {
  return /^[\w -]{0,40}$/.test(name ?? "") ? `“${name ?? ""}”` : "of that name (not shown: it does not look like a name)";
}
