import { withEitherDrive } from "../files/driveLetter.ts";

/** A header and its value, which may begin with a scheme; that of `Digest` is a list. */
const AUTHORIZATION =
	/\b(authorization"?\s*[:=]\s*"?)(?:digest\s+(?:[\w-]+=(?:\\?"[^"]*"|[^\s",}]+)[,\s]*)+|(?:(?:bearer|basic|digest|negotiate|ntlm)\s+)?[^\s",}]+)/gi;

/** `https://user:password@…` */
const USER_IN_ADDRESS = /\b([a-z][a-z\d+.-]*:\/\/)[^\s/"?#]*@/gi;

/** Signed addresses carry their secret in the query: those of AWS, Azure, Google Cloud and most CDNs by these names. */
const NAMED_SECRET =
	/([?&#](?:[\w-]*(?:signature|token|key|credential|secret|passw|pwd|auth|policy|session|jwt|hmac|hash)[\w-]*|sig|code)=)[^&\s"#]+/gi;

const ADDRESS = /\bhttps?:\/\/[^\s"<>]+/gi;

/** Whatever it is called, what nobody would type is more likely a secret than not. */
const LONG_VALUE = /([?&#;][^=&;\s"#]+=)[^&;\s"#]{20,}/g;

/** Replaces what must not leave the machine in any text that does. */
export type Redact = (text: string) => string;

/**
 * The one place where the key, authorization headers, secrets in addresses and
 * the home folder are taken out of what goes to a log, a report or a person.
 *
 * @param secrets - everything that was ever used as a key in this session.
 * @param home - the home folder; shown as `~`.
 */
export function redactor(
	secrets: () => Iterable<string>,
	home: string,
): Redact {
	return (text) => {
		let redacted = text;
		for (const secret of secrets()) {
			if (secret !== "") {
				redacted = redacted.replaceAll(secret, "[API key]");
			}
		}
		redacted = redacted
			.replace(AUTHORIZATION, "$1[redacted]")
			.replace(USER_IN_ADDRESS, "$1[redacted]@")
			.replace(NAMED_SECRET, "$1[redacted]")
			.replace(ADDRESS, (address) =>
				address.replace(LONG_VALUE, "$1[redacted]"),
			);
		// The root is no secret, and stands everywhere.
		return home.length > 1 ? replaceHome(redacted, home) : redacted;
	};
}

/** Also as JSON writes it, with doubled backslashes. */
function replaceHome(text: string, home: string): string {
	let replaced = text;
	for (const each of withEitherDrive(home)) {
		const escaped = JSON.stringify(each).slice(1, -1);
		replaced = replaced.replaceAll(escaped, "~").replaceAll(each, "~");
	}
	return replaced;
}
