import assert from "node:assert/strict";
import { test } from "node:test";
import made from "./sdkSchemas.json" with { type: "json" };
import { sdkSchemas } from "./sdkSchemas.ts";
import { SIMULATOR_KEY, startSimulator } from "./simulator.ts";

test("The simulator's schemas are those of the SDK: `npm run schemas` makes them anew", () => {
	assert.deepEqual(made, JSON.parse(JSON.stringify(sdkSchemas())));
});

for (const [what, path, init, stray] of [
	[
		"a parameter that the service does not know",
		"/v2/transcript",
		submit({ audio_url: "https://a.example", speaker_lables: true }),
		/additional properties/,
	],
	[
		"a parameter of another type",
		"/v2/transcript",
		submit({ audio_url: "https://a.example", speaker_labels: "yes" }),
		/speaker_labels must be boolean/,
	],
	["no address", "/v2/transcript", submit({}), /audio_url/],
	["an unknown query", "/v2/transcript?page=2", {}, /additional properties/],
	["an unknown path", "/v2/transcripts", {}, /GET \/v2\/transcripts/],
] as const) {
	test(`A request with ${what} is no request of the SDK's`, async () => {
		const simulator = await startSimulator();
		const response = await fetch(simulator.url + path, {
			...init,
			headers: {
				authorization: SIMULATOR_KEY,
				...("headers" in init && init.headers),
			},
		});
		await response.text();
		await assert.rejects(async () => simulator[Symbol.asyncDispose](), stray);
	});
}

function submit(params: unknown) {
	return {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(params),
	};
}
