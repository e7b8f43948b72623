/** What must stand in no output, report, notification, journal or log. */
export interface Secrets {
	readonly key: string;
	readonly home: string;
}

/** The names of the secrets that a text holds. */
export function secretsIn(text: string, secrets: Secrets): string[] {
	return Object.entries(secrets).flatMap(([name, secret]) =>
		text.includes(secret) ? [name] : [],
	);
}
