/** `npm run schemas`: what AssemblyAI takes, by the types of its SDK, as JSON schemas. */
import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { sdkSchemas } from "./sdkSchemas.ts";

await writeFile(
	path.join(import.meta.dirname, "sdkSchemas.json"),
	`${JSON.stringify(sdkSchemas(), null, "\t")}\n`,
);
