/** What the types of the browser do not know yet: addresses of scripts pass by a policy, or not at all. */
type Policies = { createPolicy: (name: string, rules: { createScriptURL: (address: string) => string }) => Policy }
type Policy = { createScriptURL: (address: string) => string }

const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes
const policy = policies?.createPolicy('varco-own-worker', {
  createScriptURL: (address) => {
    if (new URL(address, location.href).origin !== location.origin) throw new Error('a worker from elsewhere')
    return address
  },
})

/** The address of a script of our own origin, as the browser wants it said. Any other is refused. */
export const trusted = (address: string): string => policy?.createScriptURL(address) ?? address
