const { readFileSync } = require('node:fs');
const path = require('node:path');
const { buildSync } = require('esbuild');

/** docs/convert/index.html: page.html with page.ts and the converter in it. */
function page() {
	const built = buildSync({
		entryPoints: [path.join(__dirname, 'page.ts')],
		bundle: true,
		write: false,
		minify: true,
		charset: 'utf8',
		format: 'iife',
		target: 'es2022',
	});
	const code = built.outputFiles[0].text.trim().replaceAll('</script', '<\\/script');
	const html = readFileSync(path.join(__dirname, 'page.html'), 'utf8');
	return html.replace('<!-- script -->', () => `<script>\n${code}\n</script>`);
}

exports.page = page;
if (require.main === module) process.stdout.write(page());
