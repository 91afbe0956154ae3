import type { CivilDate } from '../calendar.ts'

const hour = 60
const read = '2026-11-23'

/**
 * The limits of D.Lgs. 66/2003 that the diary is read by, in minutes. INDICATIVE: they were compared with published pages on
 * the day that stands beside them, and not with the official text; what contracts and sectors derogate is in none of them.
 */
export const limits = {
  /** Art. 7: eleven hours of rest in a row in every twenty-four. Days of work in parts may derogate. */
  dailyRest: {
    article: 'art. 7',
    least: 11 * hour,
    in: 24 * hour,
    at: 'https://adlabor.it/normativa/riposi/riposo-giornaliero-decreto-legislativo-8-aprile-2003-n-66-art-7',
    checkedOn: read,
  },
  /** Art. 9: twenty-four hours in a row every seven days, beside the daily rest; on average over fourteen days. */
  weeklyRest: {
    article: 'art. 9',
    least: 24 * hour,
    every: 7,
    days: 14,
    at: 'https://fedit.it/?p=21',
    checkedOn: read,
  },
  /**
   * Art. 4: forty-eight hours in seven days on average over four months at most, overtime among them. Seventeen weeks are the
   * whole weeks of four months: with parts of weeks whoever works exactly forty-eight hours would pass the limit now and then.
   */
  average: {
    article: 'art. 4',
    most: 48 * hour,
    weeks: 17,
    at: 'https://fiscoetasse.com/index.php/domande-e-risposte/11960-quali-sono-i-riposi-obbligatori-nell-orario-di-lavoro-.html',
    checkedOn: read,
  },
  /** Art. 8: beyond six hours in a day a break, of ten minutes where no contract says more. */
  pause: {
    article: 'art. 8',
    after: 6 * hour,
    least: 10,
    at: 'https://fiscoetasse.com/index.php/domande-e-risposte/11960-quali-sono-i-riposi-obbligatori-nell-orario-di-lavoro-.html',
    checkedOn: read,
  },
} as const

/** From here on all of them hold in this form (D.L. 112/2008): days before are counted and not checked. */
export const LIMITS_SINCE = '2008-06-25' as CivilDate
