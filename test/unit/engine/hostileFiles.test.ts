import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
	mkdir,
	readdir,
	readFile,
	rm,
	symlink,
	writeFile,
} from "node:fs/promises";
import * as path from "node:path";
import { type TestContext, test } from "node:test";
import { FORMATS } from "../../../src/transcript/formats.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { Rig } from "./rig.ts";

const isWindows = process.platform === "win32";

for (const name of [
	"two\nlines.mp3",
	"two\r\nlines.mp3",
	`it's "quoted" \`so\`.mp3`,
	"..\\..\\up.mp3",
	"..%2f..%2fup.mp3",
	"🎙️ Gespräch 日本語 عربى.mp3",
	"ends in dots....mp3",
	" spaces .mp3",
	"-rf.mp3",
	"$(touch owned) `id`.mp3",
	"<img src=x onerror=alert(1)>.mp3",
	"\u202Egpm.exe.mp3",
	"{0} {1}.mp3",
	"%s%n.mp3",
	`${"ü".repeat(118)}.mp3`,
]) {
	test(`A recording named ${JSON.stringify(name).slice(0, 40)} has its transcripts beside it, and each event its one line`, {
		skip: isWindows && "Windows has no such names",
	}, async () => {
		await using rig = await Rig.start();
		const folder = path.join(rig.folder, "recordings");
		await mkdir(folder);
		const { state, stem } = await transcribed(rig, path.join(folder, name));
		assert(
			state.step === "done",
			state.step === "failed" ? state.failure.message : state.step,
		);
		assert.deepEqual(
			state.outputs.map((file) => path.dirname(file)),
			FORMATS.map(() => folder),
		);
		assert.equal((await readdir(folder)).length, 1 + FORMATS.length);
		for (const file of state.outputs) {
			assert(file.startsWith(stem));
		}
		const json = await readFile(`${stem}.transcript.json`, "utf8");
		assert.equal(JSON.parse(json).sidescribe.source.name, name);
		for (const line of rig.output.split("\n")) {
			assert.match(line, /^\[\w+\] .*\{.*\}$/);
		}
	});
}

test("A name of 255 bytes leaves no room for a transcript's ending, and that is said before anything is sent", {
	skip: isWindows && "Windows counts otherwise",
}, async () => {
	await using rig = await Rig.start();
	const name = `${"x".repeat(251)}.mp3`;
	const { state } = await transcribed(rig, path.join(rig.folder, name));
	assert(state.step === "failed");
	assert.match(state.failure.message, /^x+\.mp3 has so long a name/);
	assert.equal(rig.simulator.uploads.length, 0);
	assert.deepEqual(
		(await readdir(rig.folder)).filter((each) => each.startsWith("xx")),
		[name],
	);
});

for (const [what, make] of [
	["a folder", (file: string) => mkdir(file)],
	["a named pipe", async (file: string) => void execFileSync("mkfifo", [file])],
	["a device", (file: string) => symlink("/dev/zero", file)],
	["a link to itself", (file: string) => symlink(file, file)],
	["a link to nothing", (file: string) => symlink("/nowhere", file)],
	["a link to a folder", (file: string) => symlink("/", file)],
] as const) {
	test(`What is named as a recording, and is ${what}, is refused in a sentence that names it`, {
		skip: isWindows && "Windows has no such files",
	}, async () => {
		await using rig = await Rig.start();
		const file = path.join(rig.folder, "talk.mp3");
		await make(file);
		const [outcome] = await rig.transcribe(file);
		assert(outcome?.state.step === "failed");
		assert.match(outcome.state.failure.message, /^talk\.mp3 /);
		assert.equal(rig.simulator.uploads.length, 0);
	});
}

test("The transcript of a recording that is a link stands beside the link, and the link's target stays as it is", async () => {
	await using rig = await Rig.start();
	await using elsewhere = await temporaryFolder();
	const target = path.join(elsewhere.path, "far.mp3");
	await writeFile(target, "some sound");
	const link = path.join(rig.folder, "talk.mp3");
	await symlink(target, link);
	const [outcome] = await rig.transcribe(link);
	assert(outcome?.state.step === "done");
	assert.deepEqual(outcome.state.outputs, [path.join(rig.folder, "talk.txt")]);
	assert.deepEqual(await readdir(elsewhere.path), ["far.mp3"]);
	assert.equal(await readFile(target, "utf8"), "some sound");
});

test("A transcript is not written through a link that leads out of the folder", async (t: TestContext) => {
	await using rig = await Rig.start();
	await using elsewhere = await temporaryFolder();
	const target = path.join(elsewhere.path, "precious.txt");
	await writeFile(target, "precious");
	t.after(() => rm(target, { force: true }));
	const source = await rig.recording("talk.mp3");
	await symlink(target, path.join(rig.folder, "talk.txt"));
	const plan = rig.job(source).output;
	const [id = ""] = await rig.engine.start([
		rig.job(source, { output: { ...plan, ifExists: "replace" } }),
	]);
	assert.equal((await rig.engine.ended(id)).state.step, "done");
	assert.equal(await readFile(target, "utf8"), "precious");
});

/** What comes of a recording in all formats. */
async function transcribed(rig: Rig, source: string) {
	await writeFile(source, "some sound");
	const stem = source.slice(0, -path.extname(source).length);
	const [id = ""] = await rig.engine.start([
		rig.job(source, {
			output: { stem, formats: FORMATS, ifExists: "expectNone" },
		}),
	]);
	return { state: (await rig.engine.ended(id)).state, stem };
}
