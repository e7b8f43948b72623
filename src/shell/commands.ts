/** The commands, each registered as `sidescribe.<name>`. */
export const COMMANDS = [
	"transcribe",
	"transcribeWithOptions",
	"transcribeFolder",
	"transcribeUrl",
	"transcribeSample",
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
	"showHelp",
] as const;

/** Those on transcripts, registered the same way. */
export const HISTORY_COMMANDS = [
	"openTranscript",
	"export",
	"transcribeAgain",
	"revealRecording",
	"copyTranscriptId",
	"copyRequestId",
	"deleteAtService",
	"retryJob",
	"cancelJob",
	"removeFromHistory",
	"keepOldTranscript",
	"takeNewTranscript",
	"keepBothTranscripts",
] as const;

/** What runs a command, given the arguments that VS Code called it with. */
export type CommandHandlers = Record<
	(typeof COMMANDS)[number],
	(args: readonly unknown[]) => unknown
>;

/** The same for those on transcripts. */
export type HistoryHandlers = Record<
	(typeof HISTORY_COMMANDS)[number],
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

/**
 * Gives the transcript that an editor shows, by its file. For our own code in
 * another bundle only: VS Code lists no command that begins with an underscore.
 */
export const SHOWN_TRANSCRIPT = "_sidescribe.shownTranscript";
