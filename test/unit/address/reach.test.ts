import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAddress } from "../../../src/address/reach.ts";

test("A public address is taken as it is sent", () => {
	for (const [typed, sent] of [
		[
			"https://cdn.example/a%20b/talk.mp3?sig=a%2Fb%3D",
			"https://cdn.example/a%20b/talk.mp3?sig=a%2Fb%3D",
		],
		["  https://cdn.example/talk.mp3\n", "https://cdn.example/talk.mp3"],
		["<https://cdn.example/talk.mp3>", "https://cdn.example/talk.mp3"],
		["HTTP://CDN.Example:8080/Talk.mp3", "http://cdn.example:8080/Talk.mp3"],
		["https://cdn.example/my talk.mp3", "https://cdn.example/my%20talk.mp3"],
		["https://cdn.example/talk.mp3#t=30", "https://cdn.example/talk.mp3"],
		["https://8.8.8.8/talk.mp3", "https://8.8.8.8/talk.mp3"],
		["https://[2606:4700::1]/talk.mp3", "https://[2606:4700::1]/talk.mp3"],
	]) {
		assert.deepEqual(parseAddress(typed ?? "", false), {
			kind: "address",
			address: sent,
		});
	}
});

for (const [kind, words, ...addresses] of [
	[
		"none",
		/beginning with https/,
		"",
		"talk.mp3",
		"cdn.example/talk.mp3",
		"/home/ada/talk.mp3",
		"https://",
	],
	["scheme", /command Transcribe/, "file:///home/ada/talk.mp3", "C:\\talk.mp3"],
	[
		"scheme",
		/not “(ftp|s3|gs|data):”/,
		"ftp://cdn.example/talk.mp3",
		"s3://bucket/talk.mp3",
		"gs://b/talk.mp3",
		"data:audio/mpeg;base64,AAAA",
	],
	[
		"thisMachine",
		/this machine/,
		"http://localhost/talk.mp3",
		"http://app.localhost:3000/a.mp3",
		"http://127.0.0.1/a.mp3",
		"http://2130706433/a.mp3",
		"http://0x7f.1/a.mp3",
		"http://[::1]/a.mp3",
		"http://[::ffff:127.0.0.1]/a.mp3",
		"http://0.0.0.0/a.mp3",
	],
	[
		"privateNetwork",
		/private network/,
		"http://10.1.2.3/a.mp3",
		"http://192.168.0.7/a.mp3",
		"http://172.20.0.1/a.mp3",
		"http://169.254.169.254/latest",
		"http://100.64.0.1/a.mp3",
		"http://[fd00::1]/a.mp3",
		"http://[fe80::1]/a.mp3",
		"http://nas/a.mp3",
		"http://nas.local/a.mp3",
		"http://media.internal/a.mp3",
		"http://fritz.box.home.arpa/a.mp3",
	],
] as const) {
	test(`An address that the service cannot fetch is refused: ${kind}, such as ${addresses[1] ?? addresses[0]}`, () => {
		for (const address of addresses) {
			const found = parseAddress(address, false);
			assert(found.kind !== "address", address);
			assert.equal(found.kind, kind, address);
			assert.match(found.sentence, words, address);
			assert.match(found.sentence, /\.$/);
		}
	});
}

test("Where the service is on this machine, so may the recording be; a private network stays out of reach", () => {
	assert.equal(
		parseAddress("http://127.0.0.1:4010/a.mp3", true).kind,
		"address",
	);
	assert.equal(
		parseAddress("http://10.1.2.3/a.mp3", true).kind,
		"privateNetwork",
	);
});
