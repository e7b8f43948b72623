import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

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

/**
 * The names of the secrets in what a person was told, or has copied to send to
 * somebody. Other texts that were copied are a person's own.
 */
export function secretsTold(
	told: {
		readonly notifications: readonly string[];
		readonly copied: readonly string[];
	},
	secrets: Secrets,
): string[] {
	const reports = told.copied.filter((text) =>
		text.startsWith("# Sidescribe: report"),
	);
	return secretsIn([...told.notifications, ...reports].join("\n"), secrets);
}

/**
 * Looks for secrets in all that VS Code has written: in our own logs, journal
 * and storage for any, in everything else for the key.
 *
 * @param dataFolder - of VS Code's server.
 * @returns a line for each that was found.
 */
export async function leaksIn(
	dataFolder: string,
	secrets: Secrets,
): Promise<string[]> {
	const data = path.join(dataFolder, "data");
	const entries = await readdir(data, { recursive: true, withFileTypes: true });
	const leaks = entries
		.filter((entry) => entry.isFile())
		.map(async ({ parentPath, name }) => {
			const file = path.join(parentPath, name);
			const found = secretsIn(await readFile(file, "latin1"), secrets);
			const isOurs = file.includes("sidescribe.sidescribe");
			return found
				.filter((secret) => isOurs || secret === "key")
				.map((secret) => `${file} holds the ${secret}`);
		});
	return (await Promise.all(leaks)).flat();
}
