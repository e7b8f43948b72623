import assert from "node:assert/strict";
import { test } from "node:test";
import { simulateDay } from "../../soak/day.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("An hour of faults, kills, and clocks that jump: nothing is lost, paid twice, half written or left lying", async () => {
	await using folder = await temporaryFolder();
	const { broken, done, failed, kills } = await simulateDay({
		folder: folder.path,
		recordings: 30,
		windows: 2,
		eventsPerKill: 60,
		seed: 4,
	});
	assert.deepEqual(broken, []);
	assert(kills > 0);
	assert(done >= 25, `${done} done; failed: ${JSON.stringify(failed)}`);
});
