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
