/** The commands, each registered as `sidescribe.<name>`. */
export const COMMANDS = [
	"transcribe",
	"cancel",
	"retryFailed",
	"setApiKey",
	"removeApiKey",
	"showOutput",
	"copySupportReport",
	"emailSupport",
	"showRetryStatistics",
	"resetRetryStatistics",
	"saveSupportSample",
	"tryNow",
] as const;

/** What runs a command, given the arguments that VS Code called it with. */
export type CommandHandlers = Record<
	(typeof COMMANDS)[number],
	(args: readonly unknown[]) => unknown
>;

/** The commands of the transcript view and of the text files beside it. */
export const VIEW_COMMANDS = [
	"playOrPause",
	"findInTranscript",
	"replaceInTranscript",
	"compareWithOriginal",
	"restoreOriginal",
	"playFrom",
] as const;

/** What runs a command of the view, given the arguments that VS Code called it with. */
export type ViewCommandHandlers = Record<
	(typeof VIEW_COMMANDS)[number],
	(args: readonly unknown[]) => unknown
>;
