/**
 * Takes one recording to its transcript in a process of its own, and prints how
 * many seconds that took.
 *
 * node process.ts <way> <recording> <address of the service> <folder>
 */
import { seconds } from "../results.ts";
import { WAYS, type Way } from "./ways.ts";

const [way = "", recording = "", baseUrl = "", folder = ""] =
	process.argv.slice(2);
const took = await seconds(() => WAYS[way as Way](recording, baseUrl, folder));
console.log(took);
