/** The SHA-256 of what a file holds, as 64 letters. */
export async function sha256Of(bytes: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Hands bytes to the browser to be kept under a name. */
export function keepBytes(bytes: Blob, name: string): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser reads it on from here.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
