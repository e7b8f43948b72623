/** A run of the tests inside VS Code. */
export interface SuiteRun {
	/** The module whose `run()` VS Code calls. */
	readonly suite: string;
	/** The folder that is open in the window. */
	readonly folder: string;
	readonly env: Readonly<Record<string, string>>;
	readonly tell: (line: string) => void;
}
