/**
 * What is particular where a person is a minor, each with the text it stands in. `read`: the text itself was read (Gazzetta
 * Ufficiale 93 of 21 April 2017 for L. 47/2017; the text of L. 977/1967 as amended in 1999), or only pages about it, and then it
 * is shown as indicative. Valid until somebody checks again; checked on 2026-11-23.
 */
export const minorRules = [
  { code: 'unaccompanied', source: 'art. 2 L. 47/2017', read: true },
  { code: 'no-expulsion', source: 'art. 3 L. 47/2017; art. 19 D.Lgs. 286/1998', read: false },
  { code: 'guardian', source: 'art. 11 L. 47/2017', read: false },
  { code: 'work-age', source: 'art. 3 L. 977/1967; art. 1 c. 622 L. 296/2006', read: false },
  { code: 'hours', source: 'artt. 15, 18, 20, 22 L. 977/1967', read: false },
  { code: 'signs', source: 'ILO–CE 2009', read: false },
  { code: 'eighteen', source: 'art. 32 D.Lgs. 286/1998', read: false },
] as const
