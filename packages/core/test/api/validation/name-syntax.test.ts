import { describe, expect, it } from 'vitest'
import {
  configKey,
  descendingPath,
  dnsLabel,
  dnsSubdomain,
  environmentVariableName,
  httpHeaderName,
  pathSegment,
  portName,
  startOf,
} from '../../../src/api/validation/name-syntax.ts'

describe.each([
  {
    syntax: dnsLabel,
    good: ['web', '0', '1web', 'a'.repeat(63)],
    bad: ['', 'Web', '-web', 'web-', 'a.b', 'wéb', 'web\n', 'a'.repeat(64)],
  },
  {
    syntax: dnsSubdomain,
    good: ['web.1', '1.2.3', 'a'.repeat(253)],
    bad: ['', '..', 'web..x', '.a', 'a_b', 'a'.repeat(254)],
  },
  { syntax: pathSegment, good: ['Web 1', '...'], bad: ['.', '..', 'a/b', 'a%b'] },
  { syntax: startOf(dnsLabel), good: ['web-', 'web'], bad: ['-', 'web--x-_', 'Web-'] },
  {
    syntax: portName,
    good: ['http', 'a-1', 'http-metrics-12'],
    bad: ['', '80', 'a--b', '-a', 'a-', 'HTTP', 'toolongportname-x'],
  },
  { syntax: environmentVariableName, good: ['1a', 'a b', '~'], bad: ['', 'a=b', 'é', 'a\tb'] },
  { syntax: configKey, good: ['a', '.env', 'a_B-1.x'], bad: ['', '.', '..', '..a', 'a/b'] },
  { syntax: httpHeaderName, good: ['X-Custom-1'], bad: ['', 'a b', 'a_b'] },
  { syntax: descendingPath, good: ['a/b', 'a/..b', ''], bad: ['/a', '../a', 'a/..', '..'] },
])('$syntax.name', ({ syntax, good, bad }) => {
  it.each(good)('takes %j', (text) => {
    expect(syntax(text)).toBeUndefined()
  })

  it.each(bad)('refuses %j', (text) => {
    expect(syntax(text)).toMatch(/^must /)
  })
})
