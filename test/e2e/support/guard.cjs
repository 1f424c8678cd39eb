// Loaded into n8n before anything else. n8n runs in a process group of its own, so the end of the test process
// alone would not end it, however that came: this pipe closes even after a SIGKILL.
const { isMainThread } = require('node:worker_threads');

const place = process.execArgv.indexOf('--require');
// n8n's own worker threads and child processes inherit the options, and have no such pipe
if (place !== -1) process.execArgv.splice(place, 2);

if (isMainThread) {
	process.stdin.on('close', () => process.kill(-process.pid, 'SIGKILL'));
	process.stdin.on('error', () => {});
	process.stdin.resume();
	process.stdin.unref();
}
