import { describe, expect, it } from 'vitest'
import { deviceName, isHandheld } from './device-name.ts'

const agents = {
  'Firefox on Linux': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  'Safari on iPhone':
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1',
  'Chrome on Android':
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36',
  'Edge on Windows':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0',
  'Safari on macOS':
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
}

describe('what a browser is called', () => {
  it.each(Object.entries(agents))('%s', (name, agent) => {
    const { browser, system } = deviceName(agent)
    expect(`${browser} on ${system}`).toBe(name)
  })

  it('stays open where nothing is known', () => {
    expect(deviceName('curl/8.0')).toEqual({ browser: undefined, system: undefined })
  })

  it('tells telephones from computers', () => {
    expect(Object.values(agents).map(isHandheld)).toEqual([false, true, true, false, false])
  })
})
