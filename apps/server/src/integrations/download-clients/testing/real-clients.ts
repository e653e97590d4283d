import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { ClientSettings } from '#domain/downloads/download-client.ts'
import { freePorts, freshDir, start } from './programs.ts'
import { scgiBridge } from './scgi-bridge.ts'

/** A download client as people install it, running for a test. */
export interface RealClient {
  settings: ClientSettings
  /** Where it puts what it has finished. */
  downloads: string
  stop(): Promise<void>
}

/** One that is killed on the way and comes back. */
export interface RestartableClient extends RealClient {
  restart(): Promise<void>
}

const USER = 'admin'
const PASSWORD = 'adminadmin1'

const settingsFor = (
  type: ClientSettings['type'],
  port: number,
  more: Partial<ClientSettings> = {},
): ClientSettings => ({
  type,
  host: '127.0.0.1',
  port,
  isTls: false,
  urlBase: '',
  apiKey: '',
  username: USER,
  password: PASSWORD,
  ...more,
})

/** Whether something answers over HTTP at a port, with whatever status. */
const answersAt =
  (port: number, path = '/') =>
  async () => {
    await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(1_000) })
    return true
  }

const listensAt = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

function folders() {
  const dir = freshDir()
  const downloads = join(dir, 'downloads')
  mkdirSync(downloads)
  return { dir, downloads }
}

export async function realTransmission(): Promise<RestartableClient> {
  const { dir, downloads } = folders()
  const [port = 0, peers = 0] = await freePorts(2)
  const settings = {
    'rpc-bind-address': '127.0.0.1',
    'rpc-port': port,
    'rpc-authentication-required': true,
    'rpc-username': USER,
    'rpc-password': PASSWORD,
    'rpc-whitelist-enabled': false,
    'rpc-host-whitelist-enabled': false,
    'bind-address-ipv4': '127.0.0.1',
    'peer-port': peers,
    'download-dir': downloads,
    'dht-enabled': false,
    'lpd-enabled': false,
    'pex-enabled': false,
    'utp-enabled': false,
    'port-forwarding-enabled': false,
  }
  writeFileSync(join(dir, 'settings.json'), JSON.stringify(settings))
  const args = ['-f', '-g', dir, '--log-error']
  const { stop, restart } = await start(dir, [{ command: 'transmission-daemon', args }], answersAt(port))
  return { settings: settingsFor('transmission', port), downloads, stop, restart }
}

export async function realQbittorrent(): Promise<RealClient> {
  const { dir, downloads } = folders()
  const [port = 0, peers = 0] = await freePorts(2)
  const salt = randomBytes(16)
  const key = pbkdf2Sync(PASSWORD, salt, 100_000, 64, 'sha512')
  mkdirSync(join(dir, 'qBittorrent/config'), { recursive: true })
  writeFileSync(
    join(dir, 'qBittorrent/config/qBittorrent.conf'),
    `[LegalNotice]
Accepted=true
[Preferences]
WebUI\\Address=127.0.0.1
WebUI\\Port=${port}
WebUI\\Username=${USER}
WebUI\\LocalHostAuth=true
WebUI\\Password_PBKDF2="@ByteArray(${salt.toString('base64')}:${key.toString('base64')})"
[BitTorrent]
Session\\DefaultSavePath=${downloads}
Session\\Port=${peers}
Session\\DHTEnabled=false
Session\\LSDEnabled=false
Session\\PeXEnabled=false
Session\\Interface=lo
Session\\InterfaceName=lo
Session\\InterfaceAddress=127.0.0.1
Session\\SSRFMitigation=false
Session\\MultiConnectionsPerIp=true
`,
  )
  const { stop } = await start(
    dir,
    [{ command: 'qbittorrent-nox', args: [`--profile=${dir}`] }],
    answersAt(port, '/api/v2/app/version'),
  )
  return { settings: settingsFor('qbittorrent', port), downloads, stop }
}

/** Its web interface is not connected to its daemon, as after a first start. */
export async function realDeluge(): Promise<RealClient> {
  const { dir, downloads } = folders()
  const [daemon = 0, port = 0, first = 0] = await freePorts(3)
  const secret = randomBytes(20).toString('hex')
  writeFileSync(join(dir, 'auth'), `localclient:${secret}:10\n`)
  const core = {
    daemon_port: daemon,
    allow_remote: false,
    listen_interface: '127.0.0.1',
    outgoing_interface: '127.0.0.1',
    listen_ports: [first, first],
    random_port: false,
    dht: false,
    lsd: false,
    upnp: false,
    natpmp: false,
    utpex: false,
    download_location: downloads,
    enabled_plugins: [],
  }
  const head = '{"file":1,"format":1}'
  writeFileSync(join(dir, 'core.conf'), `${head}${JSON.stringify(core)}`)
  const hosts = [[randomBytes(16).toString('hex'), '127.0.0.1', daemon, 'localclient', secret]]
  writeFileSync(join(dir, 'hostlist.conf'), `{"file":3,"format":1}${JSON.stringify({ hosts })}`)
  const { stop } = await start(
    dir,
    [
      { command: 'deluged', args: ['-d', '-c', dir, '-u', '127.0.0.1', '-p', String(daemon)] },
      { command: 'deluge-web', args: ['-d', '-c', dir, '-i', '127.0.0.1', '-p', String(port)] },
    ],
    async () => (await listensAt(daemon)) && (await answersAt(port)()),
  )
  return { settings: settingsFor('deluge', port, { username: '', password: 'deluge' }), downloads, stop }
}

export async function realRtorrent(): Promise<RealClient> {
  const { dir, downloads } = folders()
  const [scgi = 0, peers = 0] = await freePorts(2)
  mkdirSync(join(dir, 'session'))
  writeFileSync(
    join(dir, 'rc'),
    `system.daemon.set=true
session.path.set=${join(dir, 'session')}
directory.default.set=${downloads}
network.bind_address.set=127.0.0.1
network.port_range.set=${peers}-${peers}
network.port_random.set=no
dht.mode.set=disable
protocol.pex.set=no
trackers.use_udp.set=no
network.scgi.open_port=127.0.0.1:${scgi}
`,
  )
  const program = { command: 'rtorrent', args: ['-n', '-o', `import=${join(dir, 'rc')}`] }
  const running = await start(dir, [program], () => listensAt(scgi))
  const bridge = await scgiBridge(scgi, { username: USER, password: PASSWORD })
  const stop = async () => {
    await bridge.close()
    await running.stop()
  }
  return { settings: settingsFor('rtorrent', bridge.port), downloads, stop }
}

export async function realNzbget(newsPort: number): Promise<RealClient> {
  const { dir, downloads } = folders()
  const [port = 0] = await freePorts(1)
  const lines = {
    MainDir: dir,
    DestDir: downloads,
    InterDir: join(dir, 'inter'),
    NzbDir: join(dir, 'nzb'),
    QueueDir: join(dir, 'queue'),
    TempDir: join(dir, 'tmp'),
    ScriptDir: join(dir, 'scripts'),
    LogFile: join(dir, 'log'),
    LockFile: join(dir, 'lock'),
    WebDir: '/usr/share/nzbget/webui',
    ConfigTemplate: '/usr/share/nzbget/nzbget.conf',
    ControlIP: '127.0.0.1',
    ControlPort: port,
    ControlUsername: USER,
    ControlPassword: PASSWORD,
    OutputMode: 'log',
    'Server1.Active': 'yes',
    'Server1.Host': '127.0.0.1',
    'Server1.Port': newsPort,
    'Server1.Encryption': 'no',
    'Server1.Connections': 4,
    'Category1.Name': 'books',
    'Category1.DestDir': '',
    'Category1.Unpack': 'yes',
    AppendCategoryDir: 'yes',
    NzbDirInterval: 0,
    ArticleRetries: 0,
    ArticleInterval: 0,
  }
  const text = Object.entries(lines).map(([name, value]) => `${name}=${value}`)
  writeFileSync(join(dir, 'nzbget.conf'), `${text.join('\n')}\n`)
  const program = { command: 'nzbget', args: ['-c', join(dir, 'nzbget.conf'), '-s'] }
  const { stop } = await start(dir, [program], answersAt(port))
  return { settings: settingsFor('nzbget', port), downloads, stop }
}

export async function realSabnzbd(newsPort: number): Promise<RealClient> {
  const { dir, downloads } = folders()
  const [port = 0] = await freePorts(1)
  const apiKey = randomBytes(16).toString('hex')
  const folder = (name: string) => {
    mkdirSync(join(dir, name))
    return join(dir, name)
  }
  writeFileSync(
    join(dir, 'sabnzbd.ini'),
    `[misc]
host=127.0.0.1
port=${port}
api_key=${apiKey}
nzb_key=${randomBytes(16).toString('hex')}
inet_exposure=0
host_whitelist=127.0.0.1,localhost
download_dir=${folder('incomplete')}
complete_dir=${downloads}
admin_dir=${folder('admin')}
log_dir=${folder('logs')}
check_new_rel=0
auto_browser=0
[servers]
[[local]]
host=127.0.0.1
port=${newsPort}
ssl=0
connections=4
enable=1
[categories]
[[books]]
dir=books
pp=3
`,
  )
  const args = ['-f', join(dir, 'sabnzbd.ini'), '-s', `127.0.0.1:${port}`, '-b', '0', '-l', '1']
  const { stop } = await start(
    dir,
    [{ command: 'sabnzbdplus', args }],
    answersAt(port, '/api?mode=version&output=json'),
  )
  return { settings: settingsFor('sabnzbd', port, { apiKey, username: '', password: '' }), downloads, stop }
}
