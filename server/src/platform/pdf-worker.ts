import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { type Done, type NotSet, type Order, typst } from './pdf.ts'

/** What is used of the compiler. */
type Compiled = { result: object | null; hasError: () => boolean }
type Compiler = {
  compile: (args: { mainFileContent: string; inputs: Record<string, string> }) => Compiled
  pdf: (compiled: object, options: { pdfStandard: string; creationTimestamp: number }) => Buffer
  evictCache: (age: number) => void
}
type Typst = { NodeCompiler: { create: (args: object) => Compiler } }

const require = createRequire(import.meta.url)
const { NodeCompiler } = require(typst) as Typst

const weights = ['400Regular', '700Bold']
const families = ['noto-sans', 'noto-naskh-arabic', 'noto-sans-bengali', 'noto-sans-gurmukhi', 'noto-sans-sc']
/** The large one of Chinese may have been left out: then a letter in Chinese is a page alone. */
const fontPaths = families.flatMap((family) => {
  try {
    const folder = dirname(require.resolve(`@expo-google-fonts/${family}/package.json`))
    return weights.map((weight) => join(folder, weight))
  } catch {
    return []
  }
})
/** A folder that is not there: the compiler finds no file. */
const workspace = fileURLToPath(new URL('./no-files', import.meta.url))
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] })
const mainFileContent = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8')

/** The compiler's words repeat what was typed: only of which kind they are leaves. */
const noFont = /could not be displayed with/

function set({ paper, seconds }: Order): Uint8Array | NotSet {
  try {
    const compiled = compiler.compile({ mainFileContent, inputs: { paper } })
    if (compiled.hasError() || !compiled.result) return 'pdf-not-set'
    return compiler.pdf(compiled.result, { pdfStandard: 'a-2a', creationTimestamp: seconds })
  } catch (error) {
    return error instanceof Error && noFont.test(error.message) ? 'pdf-no-font' : 'pdf-not-set'
  } finally {
    // Nothing of a letter stays in memory for the next one.
    compiler.evictCache(0)
  }
}

parentPort?.on('message', (order: Order) => {
  const done: Done = { no: order.no, made: set(order) }
  parentPort?.postMessage(done)
})
