const { transformSync } = require('esbuild');

/** Jest's transform of our own files: types are only taken out, `npm run lint` checks them. */
module.exports = {
	process: (source, sourcefile) =>
		transformSync(source, {
			sourcefile,
			loader: 'ts',
			format: 'cjs',
			target: 'es2022',
			sourcemap: 'external',
		}),
};
