import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * What of publiccode.yml 0.7 this project uses, strictly (https://yml.publiccode.tools/schema.core.html, read on 2026-11-22;
 * `categories` and `scope` are the words chosen here out of the standard's lists).
 */
const web = z.url({ protocol: /^https$/ })
const picture = z
  .string()
  .regex(/\.(png|jpg)$/)
  .refine((path) => existsSync(join(root, path)), 'no such picture')
const Description = z.strictObject({
  localisedName: z.string().optional(),
  shortDescription: z.string().min(1).max(150),
  longDescription: z.string().min(150).max(10_000),
  documentation: web.optional(),
  features: z.array(z.string().min(1)).min(1),
  screenshots: z.array(picture).optional(),
})
const Dependency = z.strictObject({
  name: z.string(),
  versionMin: z.string().optional(),
  optional: z.boolean().optional(),
})
const Contact = z.strictObject({
  name: z.string().min(1),
  email: z.email().optional(),
  affiliation: z.string().optional(),
})
const Maintenance = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('none') }),
  z.strictObject({ type: z.enum(['internal', 'community']), contacts: z.array(Contact).min(1) }),
])
const Publiccode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.7'),
  name: z.string().min(1),
  url: web,
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z.array(z.enum(['contact-management', 'data-collection', 'workflow-management'])).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.literal('standalone/web'),
  intendedAudience: z.strictObject({
    countries: z.array(z.literal('IT')),
    scope: z.array(z.enum(['welfare', 'local-authorities', 'employment'])),
  }),
  description: z.strictObject({ it: Description, en: Description }),
  legal: z.strictObject({ license: z.literal('EUPL-1.2') }),
  maintenance: Maintenance,
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.enum(['it', 'en'])).min(1),
  }),
  dependsOn: z.strictObject({ open: z.array(Dependency) }),
})

/** What is wrong with the text of a publiccode.yml, each with its place. */
export function faults(text) {
  const read = Publiccode.safeParse(parse(text))
  return read.success
    ? []
    : read.error.issues.map(({ path, message }) => `publiccode.yml: ${path.join('.')}: ${message}`)
}

/** Checks the project's own, after showing that a bad one is found. */
export function checkPubliccode() {
  const text = readFileSync(join(root, 'publiccode.yml'), 'utf8')
  const bad = text.replace('publiccodeYmlVersion: "0.7"', 'publiccodeYmlVersion: "7"').replace('.png', '.gif')
  const found = faults(bad).length >= 2 ? faults(text) : ['publiccode.yml: the check is blind']
  for (const fault of found) console.error(fault)
  return found.length === 0
}
