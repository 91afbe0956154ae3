// Plain JavaScript without new syntax: an old Node must be able to read it.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Varco needs Node 24 or newer, and this is ${process.version} (${process.execPath}): run "npm ci" again, which brings its own, or install Node 24.`,
  )
  process.exit(1)
}
