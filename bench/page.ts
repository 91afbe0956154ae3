import { launchBrowser } from '../e2e/browser.ts'

/** What the first page of the staff app weighs on the wire, and when it can be used on a processor four times slower. */
export type FirstPage = { kilobytes: number; requests: number; firstUseMilliseconds: number }

/** A new visitor's first page: from the address typed to the e-mail field taking letters. Median of three. */
export async function firstPage(address: string): Promise<FirstPage> {
  const browser = await launchBrowser()
  try {
    const looks: FirstPage[] = []
    for (let round = 0; round < 3; round += 1) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
      const page = await context.newPage()
      const devtools = await context.newCDPSession(page)
      await devtools.send('Network.enable')
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
      let [bytes, requests] = [0, 0]
      devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength
        requests += 1
      })
      const began = performance.now()
      await page.goto(address)
      await page.locator('#email').fill('a')
      const firstUseMilliseconds = Math.round(performance.now() - began)
      await page.waitForLoadState('networkidle')
      looks.push({ kilobytes: Math.round(bytes / 1024), requests, firstUseMilliseconds })
      await context.close()
    }
    looks.sort((a, b) => a.firstUseMilliseconds - b.firstUseMilliseconds)
    return looks[1] as FirstPage
  } finally {
    await browser.close()
  }
}
