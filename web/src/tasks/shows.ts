/** Which tasks a list shows, as chips and in the address. */
export const shows = ['mine', 'given', 'nobody', 'gone', 'all'] as const
