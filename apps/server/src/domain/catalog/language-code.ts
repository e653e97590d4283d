/**
 * ISO 639-1 and 639-2/T codes to the 639-2/B code that both surfaces compare by. Languages whose two three-letter codes
 * differ stand in pairs; any other three-letter code is taken as it is.
 */
const CODES =
  'aa:aar ab:abk af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul bi:bis bm:bam ' +
  'bn:ben br:bre bs:bos ca:cat ce:che co:cos cv:chv da:dan dv:div dz:dzo ee:ewe en:eng eo:epo es:spa et:est ff:ful ' +
  'fi:fin fj:fij fo:fao fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin hr:hrv ht:hat hu:hun ' +
  'ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk io:ido it:ita iu:iku ja:jpn jv:jav kg:kon ki:kik kk:kaz kl:kal km:khm ' +
  'kn:kan ko:kor ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav ' +
  'mg:mlg mh:mah ml:mal mn:mon mr:mar mt:mlt na:nau nb:nob nd:nde ne:nep nn:nno no:nor nv:nav ny:nya oc:oci oj:oji ' +
  'om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run ru:rus rw:kin sa:san sc:srd sd:snd ' +
  'se:sme sg:sag si:sin sl:slv sm:smo sn:sna so:som sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk ' +
  'th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven ' +
  'vi:vie vo:vol wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zu:zul ' +
  'sq:alb sqi:alb hy:arm hye:arm eu:baq eus:baq my:bur mya:bur zh:chi zho:chi cs:cze ces:cze nl:dut nld:dut fr:fre ' +
  'fra:fre ka:geo kat:geo de:ger deu:ger el:gre ell:gre is:ice isl:ice mk:mac mkd:mac mi:mao mri:mao ms:may msa:may ' +
  'fa:per fas:per ro:rum ron:rum sk:slo slk:slo bo:tib bod:tib cy:wel cym:wel'

const byCode = new Map(CODES.split(' ').map((pair) => pair.split(':') as [string, string]))

const NAMES: Record<string, string> = {
  english: 'eng',
  german: 'ger',
  deutsch: 'ger',
  french: 'fre',
  francais: 'fre',
  spanish: 'spa',
  espanol: 'spa',
  italian: 'ita',
  italiano: 'ita',
  dutch: 'dut',
  nederlands: 'dut',
  portuguese: 'por',
  russian: 'rus',
  japanese: 'jpn',
  chinese: 'chi',
  polish: 'pol',
  swedish: 'swe',
  norwegian: 'nor',
  danish: 'dan',
  finnish: 'fin',
  czech: 'cze',
  hungarian: 'hun',
  greek: 'gre',
  turkish: 'tur',
  arabic: 'ara',
  hebrew: 'heb',
  korean: 'kor',
  latin: 'lat',
}

/** `en-GB`, `eng`, `English` give `eng`; null where the text names no language that is known. */
export function languageCode(language: string | null): string | null {
  if (language === null) return null
  const clean = language.trim().toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  const main = clean.split(/[-_]/)[0] ?? ''
  const known = byCode.get(main) ?? NAMES[clean]
  if (known) return known
  return /^[a-z]{3}$/.test(main) && main !== 'und' && main !== 'zxx' && main !== 'mul' ? main : null
}

const twoLetters = new Map([...byCode].flatMap(([code, long]) => (code.length === 2 ? [[long, code] as const] : [])))

/** The two letters of a language as it was entered (`pt-BR`, `eng` and `English` give `pt` and `en`); null where it has none. */
export function shortLanguage(language: string | null): string | null {
  const long = languageCode(language)
  return long === null ? null : (twoLetters.get(long) ?? null)
}

/**
 * A language as other programs write it (BCP 47): `pt-BR` as it was entered, `en` for `English`.
 * @param code what languageCode() found
 * @returns null where the language is not known
 */
export function languageTag(language: string | null, code: string | null): string | null {
  const entered = language?.trim().replaceAll('_', '-') ?? ''
  if (code !== null && /^[a-z]{2,3}(-[a-z0-9]{2,8})+$/i.test(entered)) {
    try {
      return Intl.getCanonicalLocales(entered)[0] ?? null
    } catch {
      // Not a tag after all: its language is known nevertheless.
    }
  }
  return code === null ? null : (twoLetters.get(code) ?? code)
}
