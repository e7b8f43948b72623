/**
 * The service's models for recordings, the most exact one first, with what
 * they are for. https://www.assemblyai.com/docs/getting-started/models
 */
export const MODELS: Readonly<Record<string, string>> = {
	"universal-3-5-pro": "The most exact one, for 18 languages",
	"universal-3-pro": "Exact, for 6 languages",
	"universal-2": "For 99 languages, at a lower price",
};
