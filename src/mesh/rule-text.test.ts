import { expect, test } from 'vitest'
import { trafficText } from './rule-text.ts'

test.each([
  [{ protocol: '-1' }, 'everything'],
  [{ protocol: 'tcp', fromPort: 3306, toPort: 3306 }, 'tcp 3306'],
  [{ protocol: 'udp', fromPort: 8000, toPort: 8080 }, 'udp 8000-8080'],
  [{ protocol: 'icmp', fromPort: -1, toPort: -1 }, 'icmp'],
  [{ protocol: 'icmpv6' }, 'icmpv6'],
])('%o is %s', (ports, text) => {
  expect(trafficText(ports)).toBe(text)
})
