import { Ajv, type ValidateFunction } from "ajv";
import schemas from "./sdkSchemas.json" with { type: "json" };
import type { RecordedRequest } from "./simulator.ts";

const submitted = new Ajv({ allErrors: true, strict: false }).compile(
	schemas.TranscriptParams,
);
// All in a query is text.
const listed = new Ajv({ coerceTypes: true, strict: false }).compile(
	schemas.ListTranscriptParams,
);

/**
 * What of a request AssemblyAI does not know, by the types that its SDK is
 * published with, which are made from its OpenAPI description: the description
 * itself has no licence, and is not to be had where tests run.
 *
 * @param url - as it arrived.
 * @param further - parameters that it is to know all the same.
 * @returns nothing where all is known.
 */
export function strayOf(
	{ kind, method, path, headers, params }: RecordedRequest,
	url: URL,
	further: readonly string[] = [],
): string | undefined {
	const type = headers["content-type"];
	const said = `${method} ${path} (${type ?? "no content"})`;
	switch (kind) {
		case "unknown":
			return said;
		case "upload":
			return url.search === "" && type === "application/octet-stream"
				? undefined
				: said;
		case "submit":
			return url.search === "" && type === "application/json"
				? faultOf(submitted, without(params, further))
				: said;
		case "list":
			return faultOf(listed, Object.fromEntries(url.searchParams));
		case "get":
		case "delete":
			return url.search === "" && type === undefined ? undefined : said;
		default:
			// What only tests of the simulator ask for.
			return undefined;
	}
}

function faultOf(validate: ValidateFunction, value: unknown) {
	if (validate(structuredClone(value))) {
		return undefined;
	}
	const faults = validate.errors?.map(
		({ instancePath, message, params }) =>
			`${instancePath} ${message} ${JSON.stringify(params)}`,
	);
	return `${faults?.join(", ")} in ${JSON.stringify(value)}`;
}

function without(params: unknown, names: readonly string[]): unknown {
	return typeof params === "object" && params !== null
		? Object.fromEntries(
				Object.entries(params).filter(([name]) => !names.includes(name)),
			)
		: params;
}
