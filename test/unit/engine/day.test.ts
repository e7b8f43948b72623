import assert from "node:assert/strict";
import { test } from "node:test";
import { simulateDay } from "../../soak/day.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("An hour of faults, kills, and clocks that jump: nothing is lost, paid twice, half written or left lying", {
	timeout: 180_000,
}, async () => {
	await using folder = await temporaryFolder();
	const { broken, done, failed, kills } = await simulateDay({
		folder: folder.path,
		recordings: 20,
		windows: 2,
		eventsPerKill: 60,
		seed: 4,
	});
	assert.deepEqual(broken, []);
	assert(kills > 0);
	assert(done >= 15, `${done} done; failed: ${JSON.stringify(failed)}`);
});
