import assert from "node:assert/strict";
import { test } from "node:test";
import {
	InvalidBaseUrlError,
	serviceUrl,
} from "../../../src/assemblyai/limits.ts";

test("A region has its address", () => {
	assert.equal(serviceUrl("us", ""), "https://api.assemblyai.com");
	assert.equal(serviceUrl("eu", ""), "https://api.eu.assemblyai.com");
});

for (const [given, url] of [
	["https://proxy.example/aai/", "https://proxy.example/aai"],
	["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
	["http://localhost:4010/", "http://localhost:4010"],
	["http://[::1]:4010", "http://[::1]:4010"],
] as const) {
	test(`${given} can be the service's address`, () => {
		assert.equal(serviceUrl("us", given), url);
	});
}

for (const given of [
	"http://api.assemblyai.com",
	"http://127.0.0.1.example.com",
	"http://localhost.example.com",
	"https://user:password@proxy.example",
	"ftp://proxy.example",
	"file:///etc/passwd",
	"proxy.example",
]) {
	test(`${given} cannot be the service's address`, () => {
		assert.throws(() => serviceUrl("us", given), InvalidBaseUrlError);
	});
}
