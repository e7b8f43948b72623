import type { TranscriptLanguageCode } from "assemblyai";
import { languageTag } from "../language/language.ts";

/**
 * The languages that the service is known to transcribe, by name in English:
 * those of the SDK's type, all of them. The service may know more by now.
 */
export const LANGUAGES = {
	af: "Afrikaans",
	sq: "Albanian",
	am: "Amharic",
	ar: "Arabic",
	hy: "Armenian",
	as: "Assamese",
	az: "Azerbaijani",
	ba: "Bashkir",
	eu: "Basque",
	be: "Belarusian",
	bn: "Bengali",
	bs: "Bosnian",
	br: "Breton",
	bg: "Bulgarian",
	my: "Burmese",
	ca: "Catalan",
	zh: "Chinese",
	hr: "Croatian",
	cs: "Czech",
	da: "Danish",
	nl: "Dutch",
	en: "English",
	en_au: "English (Australian)",
	en_uk: "English (British)",
	en_us: "English (US)",
	et: "Estonian",
	fo: "Faroese",
	fi: "Finnish",
	fr: "French",
	gl: "Galician",
	ka: "Georgian",
	de: "German",
	de_ch: "German (Swiss)",
	el: "Greek",
	gu: "Gujarati",
	ht: "Haitian Creole",
	ha: "Hausa",
	haw: "Hawaiian",
	he: "Hebrew",
	hi: "Hindi",
	hu: "Hungarian",
	is: "Icelandic",
	id: "Indonesian",
	it: "Italian",
	ja: "Japanese",
	jw: "Javanese",
	kn: "Kannada",
	kk: "Kazakh",
	km: "Khmer",
	ko: "Korean",
	lo: "Lao",
	la: "Latin",
	lv: "Latvian",
	ln: "Lingala",
	lt: "Lithuanian",
	lb: "Luxembourgish",
	mk: "Macedonian",
	mg: "Malagasy",
	ms: "Malay",
	ml: "Malayalam",
	mt: "Maltese",
	mi: "Maori",
	mr: "Marathi",
	mn: "Mongolian",
	ne: "Nepali",
	no: "Norwegian",
	nn: "Norwegian Nynorsk",
	oc: "Occitan",
	ps: "Pashto",
	fa: "Persian",
	pl: "Polish",
	pt: "Portuguese",
	pa: "Punjabi",
	ro: "Romanian",
	ru: "Russian",
	sa: "Sanskrit",
	sr: "Serbian",
	sn: "Shona",
	sd: "Sindhi",
	si: "Sinhala",
	sk: "Slovak",
	sl: "Slovenian",
	so: "Somali",
	es: "Spanish",
	su: "Sundanese",
	sw: "Swahili",
	sv: "Swedish",
	tl: "Tagalog",
	tg: "Tajik",
	ta: "Tamil",
	tt: "Tatar",
	te: "Telugu",
	th: "Thai",
	bo: "Tibetan",
	tr: "Turkish",
	tk: "Turkmen",
	uk: "Ukrainian",
	ur: "Urdu",
	uz: "Uzbek",
	vi: "Vietnamese",
	cy: "Welsh",
	yi: "Yiddish",
	yo: "Yoruba",
} as const satisfies Record<TranscriptLanguageCode, string>;

/** Codes of the service's that are none of BCP 47. */
const TAGS: Readonly<Record<string, string>> = { en_uk: "en-GB", jw: "jv" };

/**
 * A language as people call it, in VS Code's language; the code itself where it
 * is not known.
 */
export function languageName(code: string): string {
	if (!Object.hasOwn(LANGUAGES, code)) {
		return code;
	}
	const inEnglish = LANGUAGES[code as TranscriptLanguageCode];
	if (languageTag() === "en") {
		return inEnglish;
	}
	const names = new Intl.DisplayNames(languageTag(), { type: "language" });
	return names.of(TAGS[code] ?? code.replace("_", "-")) ?? inEnglish;
}
