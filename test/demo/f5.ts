/**
 * What F5 starts first: a build, a user profile whose settings lead to the
 * simulator (a workspace must not set the service's address), the simulator.
 */
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { HOST_FOLDER, PROJECT } from "../host/folders.ts";
import { npm } from "../host/run.ts";

const user = path.join(HOST_FOLDER, "f5/User");
await mkdir(user, { recursive: true });
await writeFile(
	path.join(user, "settings.json"),
	JSON.stringify({ "sidescribe.api.baseUrl": "http://127.0.0.1:4010" }),
);
await npm(["run", "build"], { cwd: PROJECT });
await import("../simulator/main.ts");
