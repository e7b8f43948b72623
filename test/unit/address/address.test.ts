import assert from "node:assert/strict";
import { test } from "node:test";
import {
	nameInAddress,
	withoutSecrets,
	withoutSecretsOf,
} from "../../../src/address/address.ts";

test("An address is shown without query, user and fragment, and as it is where it has none", () => {
	for (const [address, shown] of [
		["https://cdn.example/talk.mp3?sig=S", "https://cdn.example/talk.mp3"],
		[
			"https://me:S@cdn.example:8080/talk.mp3",
			"https://cdn.example:8080/talk.mp3",
		],
		["https://cdn.example/talk.mp3#S", "https://cdn.example/talk.mp3"],
		["http://deleted_by_user", "http://deleted_by_user"],
		["https://cdn.example/a%20b.mp3", "https://cdn.example/a%20b.mp3"],
	]) {
		assert.equal(withoutSecrets(address ?? ""), shown);
	}
	assert.equal(
		withoutSecretsOf(
			"https://a.example/b?sig=S",
			"Cannot get https://a.example/b?sig=S.",
		),
		"Cannot get https://a.example/b.",
	);
});

test("A name is taken from an address that every file system takes", () => {
	for (const [address, name] of [
		["https://cdn.example/a/talk.mp3?x=1", "talk.mp3"],
		["https://cdn.example/Gespr%C3%A4ch%201.mp3", "Gespräch 1.mp3"],
		["https://cdn.example/a/b/", "b"],
		["https://cdn.example/", "cdn.example"],
		["https://cdn.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "-..-etc-passwd"],
		["https://cdn.example/a%3Ab%7Cc.mp3", "a-b-c.mp3"],
		["https://cdn.example/.bashrc", "bashrc"],
		["https://cdn.example/%E0%A4%A.mp3", "%E0%A4%A.mp3"],
	]) {
		assert.equal(nameInAddress(address ?? ""), name, address);
	}
	const long = nameInAddress(`https://cdn.example/${"a".repeat(300)}.mp3`);
	assert(long.length <= 100);
	assert.match(long, /\.mp3$/);
});
