/** What the tests use of the W3C's validator, which comes without types. */
declare module "webvtt-parser" {
	interface Node {
		readonly type: "object" | "text" | "timestamp";
		readonly name?: string;
		readonly value?: string;
		readonly children?: readonly Node[];
	}
	interface Cue {
		/** In seconds. */
		readonly startTime: number;
		readonly endTime: number;
		readonly text: string;
		readonly tree: { readonly children: readonly Node[] };
	}
	class WebVTTParser {
		/** @param entities - HTML's, as a browser knows them. */
		constructor(entities: Readonly<Record<string, string>>);
		parse(text: string): {
			readonly cues: readonly Cue[];
			readonly errors: readonly {
				readonly message: string;
				readonly line: number;
			}[];
		};
	}
	const parser: { WebVTTParser: typeof WebVTTParser };
	export = parser;
}
