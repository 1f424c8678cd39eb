// Runs a server and ends it when the process that wanted it is gone, however that came: the pipe closes even
// after a SIGKILL. `node keeper.cjs <signal that ends it> <uid or -> <gid or -> <command> <arguments ...>`
const { spawn } = require('node:child_process');

const [signal, uid, gid, command, ...args] = process.argv.slice(2);
const owner = uid === '-' ? {} : { uid: Number(uid), gid: Number(gid) };
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...owner });

child.on('error', (error) => {
	process.stderr.write(`${error.message}\n`);
	process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
function end() {
	child.kill(signal);
	// a server that waits for a client that never leaves
	setTimeout(() => child.kill('SIGQUIT'), 20_000);
}
process.on('SIGTERM', end);
process.stdin.on('close', end);
process.stdin.on('error', () => {});
process.stdin.resume();
