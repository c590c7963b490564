// Prints `N passed, N failed` from a report of vitest's JSON reporter; exits 1 when anything failed.
import { readFileSync } from 'node:fs'

const { passed, failed } = count(readFileSync(process.argv[2], 'utf8'))
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function count(text) {
  // No report: the run ended before its first test.
  if (text === '') return { passed: 0, failed: 1 }
  const report = JSON.parse(text)
  // A file can fail without a failed test in it: when it does not load, or in its set-up.
  const failedAsAWhole = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(isNotFailed),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + failedAsAWhole.length }
}

function isNotFailed(test) {
  return test.status !== 'failed'
}
