import * as path from "node:path";
import { createGenerator } from "ts-json-schema-generator";

const TYPES = path.resolve(
	import.meta.dirname,
	"../../node_modules/assemblyai/dist/types/openapi.generated.d.ts",
);

/** JSON schemas of what the SDK's calls take; nothing else may be sent. */
export function sdkSchemas(): unknown {
	return Object.fromEntries(
		["TranscriptParams", "ListTranscriptParams"].map((type) => {
			const config = {
				path: TYPES,
				type,
				skipTypeCheck: true,
				expose: "none",
				jsDoc: "none",
				topRef: false,
				additionalProperties: false,
			} as const;
			return [type, createGenerator(config).createSchema(type)];
		}),
	);
}
