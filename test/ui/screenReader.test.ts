import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start({
	settings: { "editor.accessibilitySupport": "on" },
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("A screen reader hears each stage once, not every second of it", async () => {
	await using window = await host.open({ "talk.mp3": 6_000_000 });
	const { workbench } = window;
	simulator.fault({ on: "upload", kind: "slow", bytesPerSecond: 2e6 });
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	const heard = workbench.notifications.filter((text) =>
		text.startsWith("talk.mp3: "),
	);
	assert(heard.some((text) => text.startsWith("talk.mp3: Uploading")));
	const stages = heard.map((text) => text.replace(/[\d.,:]+/g, ""));
	assert.deepEqual(stages, [...new Set(stages)]);
});
