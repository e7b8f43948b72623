/** The transcript view as the editor of `*.transcript.json`. */
export const TRANSCRIPT_VIEW = "sidescribe.transcript";

/** The same for what others made: chosen with “Open With…”. */
export const OTHERS_VIEW = "sidescribe.captions";

export const VIEW_TYPES = [TRANSCRIPT_VIEW, OTHERS_VIEW] as const;

export type ViewType = (typeof VIEW_TYPES)[number];
