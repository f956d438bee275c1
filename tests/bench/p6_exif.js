// Parses the heads of photos with the two packages that Node programs use. The same commands as ExifPeer.java: load FOLDER,
// exifr ROUNDS, pick ROUNDS (exifr, nine tags only) and exif-parser ROUNDS,
// answered with microseconds of CPU time a file.
const fs = require('fs')
const path = require('path')
const readline = require('readline')
const exifr = require('exifr')
const exifParser = require('exif-parser')

const PICK = ['Make', 'Model', 'LensModel', 'Orientation', 'DateTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef']
const parsers = {
  exifr: head => exifr.parse(head),
  pick: head => exifr.parse(head, PICK),
  'exif-parser': head => exifParser.create(head).parse(),
}
let heads = []

async function answer([command, argument]) {
  if (command === 'load') {
    heads = fs.readdirSync(argument).sort().map(name => fs.readFileSync(path.join(argument, name)))
    return (await exifr.parse(heads[0])).latitude
  }
  const parse = parsers[command]
  const start = process.cpuUsage()
  for (let i = 0; i < argument; i++) {
    for (const head of heads) {
      await parse(head)
    }
  }
  const used = process.cpuUsage(start)
  return (used.user + used.system) / argument / heads.length
}

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(`${await answer(line.split(' '))}\n--end--`)
  }
}

main()
