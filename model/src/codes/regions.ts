/**
 * States by the two letters of ISO 3166-1 alpha-2, by which machines know their names (Unicode CLDR). Two letters are the
 * first two of three, but for these. `XK` for Kosovo is of the range that ISO leaves to users. Checked on 2026-11-22.
 */
const otherwise =
  'AGO AO|AND AD|ARE AE|ARM AM|ATG AG|AUT AT|BDI BI|BEN BJ|BGD BD|BHS BS|BIH BA|BLR BY|BLZ BZ|BRB BB|BRN BN|CAF CF|CHL CL|' +
  'CHN CN|COD CD|COG CG|COM KM|CPV CV|DNK DK|EST EE|FSM FM|GIN GN|GNB GW|GNQ GQ|GRD GD|GUY GY|IRL IE|IRQ IQ|ISR IL|JAM JM|' +
  'KAZ KZ|KOR KR|LBR LR|LBY LY|MDG MG|MDV MV|MEX MX|MLT MT|MNE ME|MOZ MZ|PAK PK|PLW PW|PNG PG|POL PL|PRK KP|PRT PT|PRY PY|' +
  'SEN SN|SLB SB|SLV SV|SRB RS|SUR SR|SVK SK|SVN SI|SWE SE|SWZ SZ|SYC SC|TCD TD|TKM TM|TUN TN|TUR TR|TUV TV|UKR UA|URY UY'
const letters = new Map(otherwise.split('|').map((pair) => pair.split(' ') as [string, string]))

/** The two letters of a state; `undefined` for what is no state (apolide, not known). */
export function regionOf(citizenship: string): string | undefined {
  return /^[A-Z]{3}$/.test(citizenship) ? (letters.get(citizenship) ?? citizenship.slice(0, 2)) : undefined
}
