// The same variants by sharp. Answers each line with one line and an end mark:
// `run PHOTO WAY IMAGES THREADS` gives the milliseconds per image of the CPU and of the clock, `write PHOTO WAY FOLDER`
// writes the variants, `version` the versions.
//
// Ways: attention is the worker in the field, three pipelines that each decode and look for the interesting part;
// centre is the same with the middle; chained decodes once and makes each variant of the one before.
const fs = require('fs')
const sharp = require('sharp')

const SPECS = [[800, 85], [400, 80], [150, 75]]
sharp.cache(false)

const pipelines = (file, position) =>
  Promise.all(SPECS.map(([side, quality]) =>
    sharp(file).rotate().resize(side, side, { fit: 'cover', position }).jpeg({ quality }).toBuffer()))

async function chained (file) {
  let source = sharp(file).rotate()
  const variants = []
  for (const [side, quality] of SPECS) {
    const { data, info } = await source.resize(side, side, { fit: 'cover' }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    const raw = { raw: { width: info.width, height: info.height, channels: info.channels } }
    variants.push(await sharp(data, raw).jpeg({ quality }).toBuffer())
    source = sharp(data, raw)
  }
  return variants
}

const ways = {
  attention: file => pipelines(file, 'attention'),
  centre: file => pipelines(file, 'centre'),
  chained
}

async function run (photo, way, images, threads) {
  sharp.concurrency(threads)
  const file = fs.readFileSync(photo)
  const cpu = process.cpuUsage()
  const clock = process.hrtime.bigint()
  const one = async () => { for (let i = 0; i < images / threads; i++) await ways[way](file) }
  await Promise.all(Array.from({ length: threads }, one))
  const { user, system } = process.cpuUsage(cpu)
  return `${(user + system) / 1e3 / images} ${Number(process.hrtime.bigint() - clock) / 1e6 / images}`
}

async function write (photo, way, folder) {
  const variants = await ways[way](fs.readFileSync(photo))
  variants.forEach((bytes, i) => fs.writeFileSync(`${folder}/${SPECS[i][0]}.jpg`, bytes))
  return 'written'
}

const version = async () => `sharp ${sharp.versions.sharp}, libvips ${sharp.versions.vips}`

async function main () {
  for await (const line of require('readline').createInterface({ input: process.stdin })) {
    const [command, ...args] = line.split(' ')
    const answer = command === 'run'
      ? await run(args[0], args[1], Number(args[2]), Number(args[3]))
      : command === 'write' ? await write(...args) : await version()
    process.stdout.write(`${answer}\n--end--\n`)
  }
}
main()
