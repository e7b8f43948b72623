/**
 * Headers that may name a request, the likeliest first. AssemblyAI documents
 * none; these are what its front ends (its own, AWS, Cloudflare) send.
 */
const REQUEST_ID_HEADERS = [
	"x-request-id",
	"request-id",
	"x-amzn-requestid",
	"x-amzn-trace-id",
	"x-amz-cf-id",
	"cf-ray",
] as const;

/** What support needs to find a request: its ID and the header it came in. */
export interface RequestId {
	readonly id: string;
	readonly header: string;
}

/** The first request ID among an answer's headers (names in lower case). */
export function requestIdOf(
	headers: Readonly<Record<string, string | string[] | undefined>>,
): RequestId | undefined {
	for (const header of REQUEST_ID_HEADERS) {
		const value = headers[header];
		const id = Array.isArray(value) ? value[0] : value;
		if (id !== undefined && id !== "") {
			return { id, header };
		}
	}
	return undefined;
}
