type Named = { desk: string; case: string } | { desk: string; number: string }

/** The desk and the case that an address of a page names, wherever it was copied from, or a desk's code and a case's number. */
export function caseOfAddress(text: string): Named | undefined {
  const said = text.trim().toLowerCase()
  const address =
    /(?:^|\/)([a-z0-9]+(?:-[a-z0-9]+)*)\/casi\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#]|$)/.exec(said)
  if (address?.[1] && address[2]) return { desk: address[1], case: address[2] }
  // Said aloud, the code of a desk may come with blanks for its hyphens.
  const number = /^([a-z0-9]+(?:[-\s]+[a-z0-9]+)*?)[\s,/]+([0-9a-f]{4})[\s-]*([0-9a-f]{4})[\s-]*([0-9a-f]{4})$/.exec(
    said,
  )
  return number?.[1] ? { desk: number[1].replace(/\s+/g, '-'), number: number.slice(2).join('') } : undefined
}
