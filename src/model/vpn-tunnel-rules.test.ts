import { describe, expect, test } from 'vitest'
import { cidr } from './cidr.ts'
import type { TunnelSettings } from './vpn-connection.ts'
import { freeInside, whyNotInside, whyNotPreSharedKey, whyNotSettings } from './vpn-tunnel-rules.ts'

const NOTHING: TunnelSettings = { numbers: {}, words: {}, lists: {} }
const numbers = (given: TunnelSettings['numbers']) => whyNotSettings({ ...NOTHING, numbers: given })

describe('numbers', () => {
  test.each<[of: TunnelSettings['numbers'], allowed: boolean]>([
    [{}, true],
    [{ phase1LifetimeSeconds: 28_800 }, true],
    [{ phase1LifetimeSeconds: 28_801 }, false],
    [{ phase1LifetimeSeconds: 899 }, false],
    [{ phase2LifetimeSeconds: 3_600 }, true],
    [{ phase2LifetimeSeconds: 3_601 }, false],
    [{ phase1LifetimeSeconds: 3_600 }, false],
    [{ phase1LifetimeSeconds: 1_000, phase2LifetimeSeconds: 999 }, true],
    [{ phase1LifetimeSeconds: 1_000, phase2LifetimeSeconds: 1_000 }, false],
    [{ rekeyMarginTimeSeconds: 1_800 }, true],
    [{ rekeyMarginTimeSeconds: 59 }, false],
    [{ rekeyMarginTimeSeconds: 451, phase2LifetimeSeconds: 900 }, false],
    [{ rekeyMarginTimeSeconds: 450, phase2LifetimeSeconds: 900 }, true],
    [{ rekeyFuzzPercentage: 101 }, false],
    [{ replayWindowSize: 63 }, false],
    [{ dpdTimeoutSeconds: 29 }, false],
  ])('%j: %s', (given, allowed) => {
    expect(numbers(given) === undefined).toBe(allowed)
  })

  test('the refusal says which and why', () => {
    const { code, message } = numbers({ dpdTimeoutSeconds: 1 }) ?? {}
    expect([code, message]).toEqual([
      'InvalidParameterValue',
      "Invalid value '1' for dpdTimeoutSeconds. Expecting a value between 30 and 86400.",
    ])
  })
})

test.each<[of: Partial<TunnelSettings>, allowed: boolean]>([
  [{ words: { startupAction: 'start', dpdTimeoutAction: 'none' } }, true],
  [{ words: { startupAction: 'stop' } }, false],
  [{ lists: { phase1DHGroupNumbers: [2, 14] } }, true],
  [{ lists: { phase1DHGroupNumbers: [5] } }, false],
  [{ lists: { phase2DHGroupNumbers: [5] } }, true],
  [{ lists: { ikeVersions: ['ikev2', 'ikev3'] } }, false],
  [{ lists: { phase1EncryptionAlgorithms: ['AES256-GCM-16'] } }, true],
  [{ lists: { phase1IntegrityAlgorithms: ['MD5'] } }, false],
])('words and lists: %j: %s', (given, allowed) => {
  expect(whyNotSettings({ ...NOTHING, ...given }) === undefined).toBe(allowed)
})

test.each<[key: string, allowed: boolean]>([
  ['a.b_c123', true],
  ['a.b_c12', false],
  ['0bcdefgh', false],
  ['a'.repeat(64), true],
  ['a'.repeat(65), false],
  ['abcdefg-', false],
])('the shared secret %s: %s', (key, allowed) => {
  expect(whyNotPreSharedKey(key) === undefined).toBe(allowed)
})

test.each<[block: string, allowed: boolean]>([
  ['169.254.6.0/30', true],
  ['169.254.5.0/30', false],
  ['169.254.169.252/30', false],
  ['169.254.6.0/29', false],
  ['10.0.0.0/30', false],
  ['169.254.7.0/30', false],
])('the block inside %s: %s', (block, allowed) => {
  expect(whyNotInside(cidr(block), new Set(['169.254.7.0/30'])) === undefined).toBe(allowed)
})

test('a free block is neither reserved nor taken', () => {
  expect(freeInside(0, new Set()).text).toBe('169.254.0.4/30')
  expect(freeInside(0, new Set(['169.254.0.4/30'])).text).toBe('169.254.0.8/30')
})
