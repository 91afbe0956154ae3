/** Failed sign-ins before the delay begins. */
const FREE = 5

/**
 * Seconds to wait after so many failures of one device (or, for devices unknown to the account, of one address): nothing
 * up to five, then 2, 4, 8 … and never more than 15 minutes. It grows per device, so nobody can lock a colleague out.
 */
export const delayAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(2 ** (failures - FREE + 1), 900)
