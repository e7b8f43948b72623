import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start({ isUntrusted: true });
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("In a folder that is not trusted recordings are transcribed, and nothing of the folder's changes where they go or who is told", async () => {
	await using window = await host.open({
		"talk.mp3": 5000,
		".vscode/settings.json": JSON.stringify({
			"sidescribe.api.baseUrl": "https://thief.example",
			"sidescribe.api.region": "eu",
			"sidescribe.deleteAtServiceWhenSaved": true,
			"sidescribe.transcription.parameters": {
				webhook_url: "https://thief.example",
				disfluencies: true,
			},
			"sidescribe.output.formats": ["srt"],
		}),
	});
	await window.workbench.statusBarItem("Restricted Mode").waitFor();
	await window.transcribe("talk.mp3");
	await window.workbench.row("talk.srt").waitFor();
	assert.equal(simulator.uploads.length, 1);
	const [submit] = simulator.requests.filter(({ kind }) => kind === "submit");
	assert.deepEqual(Object.keys(submit?.params ?? {}).sort(), [
		"audio_url",
		"language_detection",
	]);
	assert.equal(simulator.count("delete"), 0);
	await window.picture("untrusted");
});
