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

test("A text loses an address's secrets also where it has it encoded otherwise, or only parts of it", () => {
	const address =
		"https://ada:pa%24%24word@cdn.example/talk.mp3?X-Sig=Ab%2FCd%2Bef12&id=7&note=two+words#part-s3cret";
	for (const said of [
		address,
		encodeURIComponent(address),
		encodeURI(address),
		address.replaceAll("&", "&amp;"),
		address.replaceAll("/", "\\/").replaceAll("&", "\\u0026"),
		address.replaceAll("%2F", "%2f").replaceAll("%2B", "%2b"),
		decodeURIComponent(address),
		"Access denied: X-Sig=Ab%2FCd%2Bef12",
		"Signature Ab/Cd+ef12 has expired",
		"The user ada:pa$$word is not known",
		"Query ?X-Sig=Ab%2FCd%2Bef12&id=7&note=two+words is not valid",
		"No part-s3cret there",
		"Nor “two words”",
	]) {
		const shown = withoutSecretsOf(address, said);
		assert.doesNotMatch(
			shown,
			/Ab(\/|%2F|%252F|\\\/)Cd|pa(\$|%24|%2524){2}word|s3cret|two.words/i,
			said,
		);
	}
	assert.equal(
		withoutSecretsOf(address, "7 of 7 attempts at talk.mp3 failed for Ada."),
		"7 of 7 attempts at talk.mp3 failed for Ada.",
		"what is no secret stays",
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
