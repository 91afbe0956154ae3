// npm 10 installs the packaged Node but leaves out its link in node_modules/.bin when the packages for other machines
// stand beside it in the lock. Runs under any Node, and never makes an installation fail.
import { existsSync, lstatSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = join(dirname(dirname(fileURLToPath(import.meta.url))), 'node_modules')
const packaged = `node-${process.platform}-${process.arch}`
const link = join(modules, '.bin', 'node')

try {
  if (process.platform !== 'win32' && existsSync(join(modules, packaged, 'bin', 'node')) && !existsSync(link)) {
    if (existsSync(join(modules, '.bin'))) {
      if (lstatSync(link, { throwIfNoEntry: false })) rmSync(link)
      symlinkSync(join('..', packaged, 'bin', 'node'), link)
    }
  }
} catch (error) {
  console.warn(
    `The packaged Node could not be linked (${error.message}). A system Node of version 24 or newer is needed.`,
  )
}
