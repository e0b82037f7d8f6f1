/** Spoken forms of developers' names and abbreviations, by lower case. Single capitals ("S Q L") are spelled. */
const SAID: Readonly<Record<string, string>> = {
  ...{ nginx: 'engine x', kubectl: 'cube control', k8s: 'kubernetes', etcd: 'et C D', tmux: 'T mux', zsh: 'Z S H' },
  ...{ i18n: 'internationalization', l10n: 'localization', a11y: 'accessibility', o11y: 'observability' },
  ...{ e2e: 'end to end', p2p: 'peer to peer', b2b: 'B to B', b2c: 'B to C', s2s: 'server to server' },
  ...{ ios: 'I O S', ipados: 'I pad O S', macos: 'mac O S', tvos: 'T V O S', watchos: 'watch O S', webos: 'web O S' },
  ...{ 'c++': 'C plus plus', 'c#': 'C sharp', 'f#': 'F sharp', '.net': 'dot net', 'asp.net': 'A S P dot net' },
  ...{ 'g++': 'G plus plus', 'notepad++': 'notepad plus plus', 'objective-c': 'objective C', 'vb.net': 'V B dot net' },
  ...{ 'node.js': 'node J S', nodejs: 'node J S', 'vue.js': 'view J S', 'next.js': 'next J S', 'nuxt.js': 'nuxt J S' },
  ...{ 'three.js': 'three J S', 'd3.js': 'D three J S', 'express.js': 'express J S', 'react.js': 'react J S' },
  ...{ postgresql: 'postgres Q L', mysql: 'my S Q L', nosql: 'no S Q L', graphql: 'graph Q L' },
  ...{ plpgsql: 'P L P G S Q L', tsql: 'T S Q L', mssql: 'M S S Q L', mariadb: 'maria D B', mongodb: 'mongo D B' },
  ...{
    dynamodb: 'dynamo D B',
    influxdb: 'influx D B',
    couchdb: 'couch D B',
    duckdb: 'duck D B',
    indexeddb: 'indexed D B',
  },
  ...{ pypi: 'pie P I', xmlhttprequest: 'X M L H T T P request', sha: 'S H A' },
  ...{
    oauth: 'oh auth',
    oauth2: 'oh auth two',
    oidc: 'O I D C',
    openid: 'open I D',
    ipv4: 'I P V four',
    ipv6: 'I P V six',
  },
  ...{ vscode: 'V S code', grpc: 'G R P C', mtls: 'M T L S', ebpf: 'E B P F', webgl: 'web G L', opengl: 'open G L' },
  ...{ webgpu: 'web G P U', opencl: 'open C L', openai: 'open A I', chatgpt: 'chat G P T', openapi: 'open A P I' },
  ...{ jquery: 'jay query', saas: 'sass', paas: 'pass', iaas: 'I A A S', devops: 'dev ops', devtools: 'dev tools' },
  ...{
    '802.11': 'eight oh two dot eleven',
    '802.11n': 'eight oh two dot eleven N',
    '802.11ac': 'eight oh two dot eleven A C',
    '802.11ax': 'eight oh two dot eleven A X',
  },
  ...{ iot: 'I O T', esc: 'escape', pgup: 'page up', pgdn: 'page down', armv7: 'arm V seven', armv8: 'arm V eight' },
  ...{
    'http/1': 'H T T P one',
    'http/1.1': 'H T T P one point one',
    'http/2': 'H T T P two',
    'http/3': 'H T T P three',
  },
  ...{ readme: 'read me', fixme: 'fix me', wysiwyg: 'wizzywig', wip: 'W I P' },
  ...{
    stdin: 'standard in',
    stdout: 'standard out',
    stderr: 'standard error',
    stdlib: 'standard lib',
    stdio: 'standard I O',
    std: 'standard',
  },
  ...{
    json: 'jason',
    jsonc: 'jason C',
    jsonl: 'jason L',
    geojson: 'geo jason',
    ndjson: 'N D jason',
    json5: 'jason five',
  },
  ...{
    jpeg: 'jay peg',
    jpg: 'J P G',
    gif: 'gif',
    png: 'P N G',
    svg: 'S V G',
    tiff: 'tiff',
    webp: 'web P',
    ascii: 'ASCII',
  },
  ...{
    latex: 'lay tech',
    tex: 'tech',
    bibtex: 'bib tech',
    qt: 'cute',
    pyqt: 'pie cute',
    sudo: 'sue do',
    chmod: 'change mod',
  },
  ...{ chown: 'change own', systemctl: 'system control', systemd: 'system D', usr: 'user', src: 'S R C', tmp: 'temp' },
  ...{
    dev: 'dev',
    ctrl: 'control',
    cmd: 'command',
    impl: 'imple',
    btn: 'button',
    msg: 'message',
    ptr: 'pointer',
    idx: 'index',
  },
  ...{ cfg: 'config', pkg: 'package', mgr: 'manager', str: 'string', func: 'funk', sha256: 'sha two fifty six' },
  ...{ sha1: 'sha one', sha512: 'sha five twelve', md5: 'M D five', utf8: 'U T F eight', utf16: 'U T F sixteen' },
  ...{ base64: 'base sixty four', x86: 'X eighty six', x64: 'X sixty four', amd64: 'A M D sixty four', wasm: 'wasm' },
  ...{
    log4j: 'log four J',
    s3: 'S three',
    ec2: 'E C two',
    mp3: 'M P three',
    mp4: 'M P four',
    h264: 'H two sixty four',
  },
  ...{
    faq: 'F A Q',
    faqs: 'F A Qs',
    aka: 'also known as',
    asap: 'A S A P',
    llm: 'L L M',
    llms: 'L L Ms',
    gui: 'gooey',
  },
  ...{ scsi: 'scuzzy', guis: 'gooeys', cuda: 'cooda', ansi: 'ansy', posix: 'posix', mime: 'mime', lua: 'lua' },
  ...{ 'ci/cd': 'C I C D', 'i/o': 'I O', 'tcp/ip': 'T C P I P', 'n/a': 'not applicable', 'tl;dr': 'T L D R' },
  ...{
    'and/or': 'and or',
    'w/o': 'without',
    'w/': 'with',
    'b/c': 'because',
    'km/h': 'kilometers per hour',
    'h.264': 'H two sixty four',
    'h.265': 'H two sixty five',
    '24/7': 'twenty four seven',
  },
};
const BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(SAID));

/** The spoken form of a name; undefined when it is read as written. */
export function spokenName(name: string): string | undefined {
  return BY_NAME.get(name.toLowerCase());
}

/** Matches names that contain marks ("c++", "node.js"), longest first. */
export const MARKED_NAMES = [...BY_NAME.keys()]
  .filter((name) => /[^a-z0-9]/.test(name) && name !== 'w/')
  .sort((a, b) => b.length - a.length)
  .map((name) => name.replace(/[.+*?^${}()|[\]\\/]/g, '\\$&'))
  .join('|');

/** Acronyms that are pronounced as words. */
const SAID_ACRONYMS: ReadonlySet<string> = new Set(
  (
    'ASCII YAML TOML CRUD REST SOAP RAM ROM LAN WAN NASA NATO POSIX ANSI AJAX CORS DOM LINUX UNIX BASIC COBOL LISP ' +
    'LAMP BIOS CAPTCHA DOS DRAM SRAM EPROM GIMP GUID JSON JPEG LASER MIDI MODEM OPEC PIN RADAR RAID SATA SCSI SIM ' +
    'SMART SONAR SWAT UEFI UNICEF UUID WASM ARM SPARC MIPS RISC CISC CMOS FIFO LIFO FAT ACID BASE KISS YAGNI SOLID ' +
    'DRY MOSFET NUMA OWASP SAML SCRUM HIPAA PAM NAND EULA GNU GNOME ELF SWIFT LIDAR VoIP BLAS LAPACK CUDA COCO BERT ' +
    'WYSIWYG NOR XOR NAS SAN TAR MIME LESS SASS TODO README ONNX'
  ).split(' '),
);
/** Acronyms that look like words but are spelled. */
const SPELLED: ReadonlySet<string> = new Set(
  'IT US UK EU AWS API IDE CLI UI UX ID OS PC TV AI ML IP AM PM IO DB PR QA CD CI VM AD AP AT SO IS DOS EC US UUID GUID NAS SDK UEFI ADD IDS AS AN'.split(
    ' ',
  ),
);
/** Short words that are often written in capitals: for emphasis, or as keywords of HTTP and SQL. */
const SHORT_WORDS: ReadonlySet<string> = new Set(
  (
    'OR AND NOT IF IN ON TO OF BY NO YES FOO BAR BAZ QUX DEL SUM MAP ROW RAW BIT BOX TAG CUT HIT HOT JOB LET MIX NET OUR OWN PAY PER SAY SIT TRY WAY WEB WIN YET ENV VAR SUB ITS HIS HER LOT FEW FUN DAY AGO ALL ANY NEW OLD GET PUT SET ADD RUN USE THE FOR BUT TAB END MAX MIN KEY LOG ' +
    'DO BE WE MY SO GO UP ONE TWO NOW OFF OUT WAS ARE HAS HAD CAN MAY DID HOW WHO WHY SEE ASK TOP LOW BIG BAD BUG FIX ' +
    'ONLY THIS THAT WITH FROM HEAD POST DROP INTO JOIN LIKE LEFT CASE WHEN THEN ELSE TRUE FALSE NULL MUST SHALL YOU AN'
  ).split(' '),
);

/** Whether a word in capitals is spelled letter by letter. */
export function isSpelled(word: string, isWord: (word: string) => boolean): boolean {
  if (SAID_ACRONYMS.has(word)) return false;
  if (SHORT_WORDS.has(word)) return false;
  if (SPELLED.has(word) || word.length <= 3) return true;
  const lower = word.toLowerCase();
  if (isPair(lower, isWord)) return false; // PYTHONPATH
  // A longer unknown word is pronounced if its letters allow it.
  return (
    !isWord(lower) &&
    (word.length < 5 || !/^[^aeiou]{0,2}[aeiou]{1,2}(?:[^aeiou]{1,4}[aeiou]{1,2})+[^aeiou]{1,2}[aeiou]?$/.test(lower))
  );
}

/** Longest compound that is recognized. */
const LONGEST_PAIR = 60;

/** Whether the word is a compound of two words. */
function isPair(word: string, isWord: (word: string) => boolean): boolean {
  if (word.length > LONGEST_PAIR) return false; // trying every cut takes quadratic time
  for (let cut = 3; cut <= word.length - 4; cut++)
    if (isWord(word.slice(0, cut)) && isWord(word.slice(cut))) return true;
  return false;
}

/** Acronyms that are also written in small letters, and are not words. */
const IN_SMALL_LETTERS: ReadonlySet<string> = new Set(
  (
    'api apis url urls uri uris cpu cpus gpu gpus cli udp tcp utf utc abi rsa aws gcp usd amd iam arn uuid uuids guid iana ieee sso ' +
    'ssl tls ssh ftp dns http https html css xml csv sql svg png pdf npm npx sdk sdks ide ides cdn vpc ipv idp jwt jsx tsx crc lru ' +
    'tty pty ast osi gmt ttl dto orm rpc mvp mvc kpi seo faq csv yml eof bom ecs eks ami ebs rds sqs sns iot mcp ffi jit gc acl'
  ).split(' '),
);

export function isSmallAcronym(word: string): boolean {
  return IN_SMALL_LETTERS.has(word);
}

/** Acronyms inside identifiers: "HttpClient", "userId". */
const IN_NAMES: ReadonlySet<string> = new Set(
  'http https html xml url uri api css sql dns tls ssl db ui ip tcp udp id os io jwt cli sdk pdf csv rpc ssh ftp cpu gpu ram dto orm ast'.split(
    ' ',
  ),
);

export function isAcronymInName(part: string): boolean {
  return IN_NAMES.has(part.toLowerCase());
}

/** Spoken forms of file extensions and top-level domains. */
const ENDINGS: Readonly<Record<string, string>> = {
  ...{
    ts: 'T S',
    js: 'J S',
    tsx: 'T S X',
    jsx: 'J S X',
    mjs: 'M J S',
    cjs: 'C J S',
    md: 'M D',
    mdx: 'M D X',
    py: 'P Y',
  },
  ...{
    rs: 'R S',
    rb: 'R B',
    cpp: 'C P P',
    cc: 'C C',
    h: 'H',
    c: 'C',
    hpp: 'H P P',
    cs: 'C S',
    sh: 'S H',
    ps1: 'P S one',
  },
  ...{
    txt: 'T X T',
    html: 'H T M L',
    htm: 'H T M',
    css: 'C S S',
    scss: 'S C S S',
    xml: 'X M L',
    csv: 'C S V',
    tsv: 'T S V',
  },
  ...{
    yml: 'Y M L',
    yaml: 'yaml',
    toml: 'toml',
    json: 'jason',
    jsonl: 'jason L',
    ini: 'I N I',
    cfg: 'C F G',
    env: 'env',
  },
  ...{
    sql: 'S Q L',
    db: 'D B',
    exe: 'E X E',
    dll: 'D L L',
    so: 'S O',
    jar: 'jar',
    zip: 'zip',
    gz: 'G Z',
    tgz: 'T G Z',
  },
  ...{
    png: 'P N G',
    jpg: 'J P G',
    jpeg: 'jay peg',
    svg: 'S V G',
    gif: 'gif',
    pdf: 'P D F',
    mp3: 'M P three',
    mp4: 'M P four',
  },
  ...{
    kt: 'K T',
    kts: 'K T S',
    php: 'P H P',
    ipynb: 'I P Y N B',
    onnx: 'onnx',
    pth: 'P T H',
    whl: 'W H L',
    deb: 'deb',
  },
  ...{
    com: 'com',
    org: 'org',
    net: 'net',
    io: 'I O',
    dev: 'dev',
    ai: 'A I',
    app: 'app',
    co: 'co',
    uk: 'U K',
    edu: 'E D U',
  },
  ...{
    gov: 'gov',
    me: 'me',
    us: 'U S',
    de: 'D E',
    eu: 'E U',
    tv: 'T V',
    fr: 'F R',
    log: 'log',
    lock: 'lock',
    go: 'go',
  },
  ...{
    java: 'java',
    swift: 'swift',
    conf: 'conf',
    config: 'config',
    bin: 'bin',
    tar: 'tar',
    wav: 'wave',
    doc: 'doc',
    vue: 'view',
  },
};

/** The spoken form of a file extension or top-level domain; undefined for an unknown one. */
export function spokenEnding(ending: string): string | undefined {
  const key = ending.toLowerCase();
  return Object.hasOwn(ENDINGS, key) ? ENDINGS[key] : undefined;
}
