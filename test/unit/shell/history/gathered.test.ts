import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { Gathered } from "../../../../src/shell/history/gathered.ts";

/** A gathering with a clock of its own, and each hand-on held until it is let go. */
function rig(t: TestContext) {
	t.mock.timers.enable({ apis: ["setTimeout"] });
	const handed: string[][] = [];
	const held: (() => void)[] = [];
	const gathered = new Gathered<string>(1000, (items) => {
		handed.push([...items]);
		return new Promise((resolve) => held.push(resolve));
	});
	return {
		gathered,
		handed,
		pass: (ms: number) => t.mock.timers.tick(ms),
		async letGo() {
			held.shift()?.();
			await new Promise(setImmediate);
		},
	};
}

test("What changes within a second is handed on together, each once", (t) => {
	const { gathered, handed, pass } = rig(t);
	gathered.want(true);
	gathered.add("a", "b");
	gathered.add("a");
	pass(999);
	assert.deepEqual(handed, []);
	pass(1);
	assert.deepEqual(handed, [["a", "b"]]);
});

test("What changes while the rest is handed on is handed on next, not forgotten", async (t) => {
	const { gathered, handed, pass, letGo } = rig(t);
	gathered.want(true);
	gathered.add("a");
	pass(1000);
	gathered.add("b");
	pass(5000);
	assert.deepEqual(handed, [["a"]], "never two at once");
	await letGo();
	pass(1000);
	assert.deepEqual(handed, [["a"], ["b"]]);
	await letGo();
	pass(5000);
	assert.equal(handed.length, 2);
});

test("What changes while nobody looks is handed on when somebody does", (t) => {
	const { gathered, handed, pass } = rig(t);
	gathered.add("a");
	pass(5000);
	assert.deepEqual(handed, []);
	gathered.want(true);
	pass(1000);
	assert.deepEqual(handed, [["a"]]);
});
