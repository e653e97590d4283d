import { convertToKepub } from '../packages/formats/src/kepub/convert.ts'

/** Converts a book some times and says how long each took and how much memory it needed at most. */
const [source = '', target = ''] = process.argv.slice(2)
const times: number[] = []
for (let n = 0; n < 7; n++) {
  const start = performance.now()
  const result = convertToKepub({ source, target })
  times.push(performance.now() - start)
  if (!result.isConverted) throw new Error(result.message)
}
process.stdout.write(JSON.stringify({ times, maxRssMb: process.resourceUsage().maxRSS / 1024 }))
