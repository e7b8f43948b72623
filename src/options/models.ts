/**
 * The service's models for recordings, the most exact one first, with what
 * they are for. https://www.assemblyai.com/docs/getting-started/models
 */
import * as l10n from "@vscode/l10n";
export const MODELS: Readonly<Record<string, string>> = {
	"universal-3-5-pro": l10n.t("The most exact one, for 18 languages"),
	"universal-3-pro": l10n.t("Exact, for 6 languages"),
	"universal-2": l10n.t("For 99 languages, at a lower price"),
};
