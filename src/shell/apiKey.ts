import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { Client } from "../assemblyai/client.ts";
import { ServiceFailure } from "../assemblyai/failure.ts";
import { API_KEYS_URL } from "../assemblyai/limits.ts";
import { KeyMissing } from "../engine/failureRecord.ts";
import { baseUrl } from "./settings.ts";

const SECRET = "sidescribe.apiKey";
const VARIABLE = "ASSEMBLYAI_API_KEY";

/** The key, from the environment or VS Code's secret storage, and nowhere else. */
export class ApiKey {
	readonly #secrets: vscode.SecretStorage;
	readonly #userAgent: string;
	/** Every key of this session, for the redaction of what is shown. */
	readonly #seen = new Set<string>();
	readonly #clients = new Map<string, Client>();

	constructor(secrets: vscode.SecretStorage, userAgent: string) {
		this.#secrets = secrets;
		this.#userAgent = userAgent;
	}

	/** Everything that must appear nowhere. */
	get secrets(): Iterable<string> {
		return this.#seen;
	}

	/** Tells menus and the walkthrough, now and after each change in any window, whether there is a key. */
	tellContext(): vscode.Disposable {
		const tell = async () => {
			await vscode.commands.executeCommand(
				"setContext",
				"sidescribe.hasApiKey",
				await this.isSet(),
			);
		};
		void tell();
		return this.#secrets.onDidChange(({ key }) => {
			if (key === SECRET) {
				void tell();
			}
		});
	}

	/** Whether there is a key to ask the service with. */
	async isSet(): Promise<boolean> {
		return (await this.#get()) !== undefined;
	}

	/**
	 * A client with the key as it is now; the same one while the key stays.
	 * @throws KeyMissing
	 */
	readonly connect = async (baseUrl: string): Promise<Client> => {
		const apiKey = await this.#get();
		if (apiKey === undefined) {
			throw new KeyMissing();
		}
		return this.#client(baseUrl, apiKey);
	};

	/** Whether a person can set another key here: not where the environment has one. */
	get canBeSet(): boolean {
		return environmentKey() === undefined;
	}

	/**
	 * Asks for a key, checks it at the service and stores it.
	 * @returns whether there is a new key now.
	 */
	async prompt(reason?: string): Promise<boolean> {
		if (environmentKey() !== undefined) {
			vscode.window.showWarningMessage(
				l10n.t(
					"Sidescribe uses the API key of the environment variable {0}. Change it there, and restart VS Code.",
					VARIABLE,
				),
			);
			return false;
		}
		const key = await askForKey(reason, (candidate) =>
			this.#explainRefusal(candidate),
		);
		if (key === undefined) {
			return false;
		}
		await this.#secrets.store(SECRET, key);
		return true;
	}

	/**
	 * Asks the service for something harmless, with the key as it is now.
	 * @returns the request ID of the answer.
	 * @throws ServiceFailure; KeyMissing
	 */
	async check(baseUrl: string): Promise<string | undefined> {
		const client = await this.connect(baseUrl);
		let requestId: string | undefined;
		await client.list({
			signal: AbortSignal.timeout(CHECK_MS),
			onExchange: (exchange) => {
				requestId = exchange.requestId?.id;
			},
		});
		return requestId;
	}

	/** Forgets the stored key. */
	async remove(): Promise<void> {
		await this.#secrets.delete(SECRET);
		vscode.window.showInformationMessage(
			environmentKey() === undefined
				? l10n.t(
						"The AssemblyAI API key was removed from this machine. It still works elsewhere until you delete it at AssemblyAI.",
					)
				: l10n.t(
						"The stored AssemblyAI API key was removed. Sidescribe still uses the one in {0}.",
						VARIABLE,
					),
		);
	}

	async #get(): Promise<string | undefined> {
		const key = environmentKey() ?? (await this.#secrets.get(SECRET));
		if (key !== undefined) {
			this.#seen.add(key);
		}
		return key;
	}

	#client(baseUrl: string, apiKey: string): Client {
		const id = `${baseUrl} ${apiKey}`;
		let client = this.#clients.get(id);
		if (client === undefined) {
			client = new Client({ baseUrl, apiKey, userAgent: this.#userAgent });
			this.#clients.set(id, client);
		}
		return client;
	}

	/** Why a key cannot be used; absent where it can, or where nobody can tell now. */
	async #explainRefusal(key: string): Promise<string | undefined> {
		if (key.length >= KEY_CHARACTERS) {
			// Also one that is refused: it may be good elsewhere.
			this.#seen.add(key);
		}
		// Node refuses anything else in a header; no key has it.
		if (!/^[\x21-\x7e]+$/.test(key)) {
			return l10n.t(
				"A key has no spaces, line breaks or special characters in it.",
			);
		}
		try {
			await this.#client(baseUrl(), key).checkKey({
				signal: AbortSignal.timeout(CHECK_MS),
			});
			return undefined;
		} catch (error) {
			return error instanceof ServiceFailure && error.kind === "keyRefused"
				? l10n.t(
						"AssemblyAI does not know this key (“{0}”). Check it; the button on top leads to your keys.",
						error.message,
					)
				: undefined;
		}
	}
}

/** What is shorter is no key, and would be taken out of words that it is part of. */
const KEY_CHARACTERS = 16;

/** How long a person waits for the check of a key, in milliseconds. */
const CHECK_MS = 10_000;

function environmentKey(): string | undefined {
	return process.env[VARIABLE]?.trim() || undefined;
}

/** An input box that hides what is typed, and keeps open until the key is good or given up. */
async function askForKey(
	reason: string | undefined,
	explainRefusal: (key: string) => Promise<string | undefined>,
): Promise<string | undefined> {
	const input = vscode.window.createInputBox();
	const getKey: vscode.QuickInputButton = {
		iconPath: new vscode.ThemeIcon("link-external"),
		tooltip: l10n.t("Get an API key at AssemblyAI"),
	};
	input.title = l10n.t("AssemblyAI API Key");
	const kept = l10n.t(
		"The key is kept in VS Code's secret storage. [Get a key]({0}) at AssemblyAI.",
		API_KEYS_URL,
	);
	input.prompt = reason === undefined ? kept : `${reason} ${kept}`;
	input.placeholder = l10n.t("Paste your API key");
	input.password = true;
	input.ignoreFocusOut = true;
	input.buttons = [getKey];
	const disposables: vscode.Disposable[] = [input];
	try {
		return await new Promise<string | undefined>((resolve) => {
			const accept = async () => {
				const key = input.value.trim();
				if (key === "") {
					input.validationMessage = l10n.t("Paste a key, or press Escape.");
					return;
				}
				input.busy = true;
				input.enabled = false;
				input.validationMessage = await explainRefusal(key);
				input.busy = false;
				input.enabled = true;
				if (input.validationMessage === undefined) {
					resolve(key);
				}
			};
			disposables.push(
				input.onDidAccept(() => void accept()),
				input.onDidChangeValue(() => {
					input.validationMessage = undefined;
				}),
				input.onDidHide(() => resolve(undefined)),
				input.onDidTriggerButton(
					() => void vscode.env.openExternal(vscode.Uri.parse(API_KEYS_URL)),
				),
			);
			input.show();
		});
	} finally {
		vscode.Disposable.from(...disposables).dispose();
	}
}
