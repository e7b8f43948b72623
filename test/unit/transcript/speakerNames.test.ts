import assert from "node:assert/strict";
import { test } from "node:test";
import { type Format, render } from "../../../src/transcript/formats.ts";
import type { SavedTranscript } from "../../../src/transcript/savedTranscript.ts";
import type { Script } from "../../../src/transcript/script.ts";
import {
	nameAsWritten,
	namesInCaptions,
	placesOfName,
	speakersByName,
} from "../../../src/transcript/speakerNames.ts";

const NAMES = ["Anna", "A.B. *Star* <x> & [y]", "Speaker A", "$& \\1"];

for (const format of ["txt", "md", "srt", "vtt"] satisfies Format[]) {
	for (const name of NAMES) {
		test(`“${name}” is found where a ${format} file names the speaker, and nowhere else`, () => {
			const file = `talk.${format}`;
			const text = render(format, transcriptOf(name, name));
			const places = placesOfName(file, text, name);
			assert.equal(places.length, 2);
			let renamed = text;
			for (const { from, to } of places.reverse()) {
				renamed =
					renamed.slice(0, from) +
					nameAsWritten(file, "Carla & Co") +
					renamed.slice(to);
			}
			if (format === "txt" || format === "md") {
				const expected = transcriptOf("Carla & Co", name);
				assert.equal(renamed, render(format, expected));
			} else {
				const names = namesInCaptions(file, renamed.replaceAll(" & Co:", ":"));
				assert.deepEqual(
					names.map((each) => each.replace(" & Co", "")),
					["Carla", "Bob"],
				);
			}
		});
	}
}

test("The names in captions are those of their speakers", () => {
	assert.deepEqual(
		namesInCaptions(
			"a.srt",
			"1\n00:00:01,000 --> 00:00:02,000\nAnna: Hi\n\n2\n00:00:03,000 --> 00:00:04,000\n[Bob]: Ho\n",
		),
		["Anna", "Bob"],
	);
	assert.deepEqual(
		namesInCaptions("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Hi\n"),
		["Anna"],
	);
	assert.deepEqual(namesInCaptions("a.txt", "Anna: Hi\n"), []);
});

test("Speakers of one name are known by it together", () => {
	const script: Script = {
		paragraphs: ["A", "B", "C"].map((speaker) => ({ speaker, words: [] })),
		names: { A: "Anna", B: "Anna" },
	};
	assert.deepEqual(
		[...speakersByName(script)],
		[
			["Anna", ["A", "B"]],
			["Speaker C", ["C"]],
		],
	);
});

function transcriptOf(name: string, mentioned: string): SavedTranscript {
	const words = (text: string, start: number) =>
		text.split(" ").map((text, index) => ({
			text,
			start: start + index * 500,
			end: start + index * 500 + 400,
		}));
	return {
		transcript: { id: "1" } as SavedTranscript["transcript"],
		source: { name: "talk.mp3" },
		edited: {
			paragraphs: [
				{ speaker: "s1", words: words(`I am ${mentioned} and so on.`, 0) },
				{ speaker: "s2", words: words("Hello.", 6000) },
				{ speaker: "s1", words: words("Bye.", 8000) },
			],
			names: { s1: name, s2: "Bob" },
		},
	};
}
